import { randomUUID } from 'node:crypto'
import { type Endpoint, findEndpoint } from '../data/sources.ts'
import { serverEnv } from '../env.ts'
import { SECRET_FIELD } from '../sources.ts'
import type { RawDelivery, Refusal, Secret, Verification } from './verify/verifier.ts'
import { guessKind, schemeOf, verify } from './verify/verify.ts'

/**
 * Whose door it is, and whether the signature opens it. What was found is remembered for half a minute, so that a busy sender
 * costs no look-up each; whoever takes the delivery down says whether the source still is as it was (`stale`).
 */
export type Opened = { ok: true; endpoint: Endpoint } | { ok: false; endpoint: Endpoint | null; reason: Refusal }

interface Known {
  endpoint: Endpoint
  secrets: Secret[]
  until: number
}
const KNOWN_MS = 30_000
const MAX_KNOWN = 2_000
/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheEndpoints?: Map<string, Known> }

/**
 * A refusal always costs the same: a check against what is remembered or against nobody, one look-up, one more check. So an
 * unknown endpoint, one that is switched off and a wrong signature cannot be told apart by their time.
 */
export async function openEndpoint(
  endpointId: string,
  delivery: RawDelivery,
  content: Buffer | null,
  now: Date,
): Promise<Opened> {
  const known = remembered(endpointId)
  const check = (endpoint: Endpoint | undefined, secrets: Secret[]) =>
    verifyEither(endpoint, secrets, delivery, content, now)
  const first = await check(known?.endpoint, known?.secrets ?? strangersSecrets())
  if (known && first.ok) return { ok: true, endpoint: known.endpoint }
  const endpoint = await findEndpoint(endpointId)
  const secrets = endpoint ? openSecrets(endpoint) : strangersSecrets()
  const second = await check(endpoint ?? undefined, secrets)
  if (endpoint && second.ok) {
    remember(endpointId, { endpoint, secrets, until: performance.now() + KNOWN_MS })
    return { ok: true, endpoint }
  }
  return { ok: false, endpoint, reason: second.ok ? 'mismatch' : second.reason }
}

/** Signed as it came; or signed before a client on the way compressed it. */
async function verifyEither(
  endpoint: Endpoint | undefined,
  secrets: Secret[],
  delivery: RawDelivery,
  content: Buffer | null,
  now: Date,
): Promise<Verification> {
  const kind = endpoint?.kind ?? guessKind(delivery)
  const asItCame = await verify(kind, delivery, secrets, now, endpoint?.settings)
  if (asItCame.ok || content === null || content === delivery.raw) return asItCame
  return verify(kind, { ...delivery, raw: content }, secrets, now, endpoint?.settings)
}

export const forgetEndpoint = (endpointId: string): void => void held.letheEndpoints?.delete(endpointId)

function remembered(id: string): Known | undefined {
  const known = held.letheEndpoints?.get(id)
  return known && known.until > performance.now() ? known : undefined
}

function remember(id: string, known: Known): void {
  held.letheEndpoints ??= new Map()
  const [oldest] = held.letheEndpoints.keys()
  if (held.letheEndpoints.size >= MAX_KNOWN && oldest !== undefined) held.letheEndpoints.delete(oldest)
  held.letheEndpoints.set(id, known)
}

type Sealed = Pick<Endpoint, 'sealedSecret' | 'previousSealedSecret' | 'previousSecretUntil'> & { tenant: string }

function openSecrets({ tenant, sealedSecret, previousSealedSecret, previousSecretUntil }: Sealed): Secret[] {
  const { keyRing } = serverEnv()
  const open = (sealed: string) => keyRing.open(sealed, { tenant, field: SECRET_FIELD }).toString('utf8')
  const present = { value: open(sealedSecret), notAfter: null }
  if (previousSealedSecret === null || previousSecretUntil === null) return [present]
  return [present, { value: open(previousSealedSecret), notAfter: previousSecretUntil }]
}

/** Of an endpoint that is nowhere, sealed by the same ring, so that a look-up that found nothing goes on like one that did. */
function strangersSecrets(): Secret[] {
  stranger ??= makeStranger()
  return openSecrets(stranger)
}
let stranger: Sealed | undefined

function makeStranger(): Sealed {
  const tenant = randomUUID()
  const secret = schemeOf('standard')?.makeSecret() ?? ''
  const sealedSecret = serverEnv().keyRing.seal(secret, { tenant, field: SECRET_FIELD })
  return { tenant, sealedSecret, previousSealedSecret: null, previousSecretUntil: null }
}
