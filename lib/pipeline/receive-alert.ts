import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createDelivery } from '../data/deliveries.ts'
import { type Endpoint, findEndpoint, getSource } from '../data/sources.ts'
import { serverEnv } from '../env.ts'
import { TooLarge, Unavailable } from '../errors.ts'
import type { AlertJob } from '../queue/alert-job.ts'
import { InProcessQueue } from '../queue/in-process.ts'
import { leaseEnd, withLease } from '../queue/leases.ts'
import { limitTenant } from '../rate-limits.ts'
import { factsOf } from '../source-kinds.ts'
import { SECRET_FIELD } from '../sources.ts'
import { redactAlerts } from './enrich/redact-alert.ts'
import { failDelivery, investigateAlert } from './investigate-alert.ts'
import type { NormalizedAlert, ParseResult } from './parse/normalized-alert.ts'
import { parse } from './parse/parse.ts'
import { confirmSubscription } from './receive-handshake.ts'
import { noteRefusal } from './receive-refusal.ts'
import { decodeContent } from './verify/content.ts'
import type { RawDelivery, Secret, Verification } from './verify/verifier.ts'
import { guessKind, schemeOf, verify } from './verify/verify.ts'

/** `work` begins after the response, and settles when the delivery has reached an end. */
export type Receipt = { accepted: boolean; work: (() => Promise<void>) | null }

/** Notices of one alert within this time join the first one's analysis. */
const JOIN_MS = 60 * 60_000
/** The same body again within this time is the same delivery, where the sender names none. */
const BODY_BUCKET_MS = 10 * 60_000
/** Raw bodies between their answer and the redactor. Beyond, senders are asked to come again. */
const MAX_RAW_BYTES = 64 * 1024 * 1024

/** The largest of all kinds: what a body may be before its sender is known. Of the wire, and again without its encoding. */
export const HOOK_MAX_BYTES = 4 * 1024 * 1024

/** On globalThis: a bundler may load this module more than once, and each copy would have a queue of its own. */
interface Held {
  redactions: InProcessQueue<() => Promise<void>>
  analyses: InProcessQueue<AlertJob>
  rawBytes: number
}
const held = globalThis as typeof globalThis & { letheAlerts?: Held }

function queues(): Held {
  held.letheAlerts ??= {
    redactions: new InProcessQueue((work) => work(), { concurrency: 2, maxWaiting: 10_000 }),
    analyses: new InProcessQueue(investigateAlert, { concurrency: 2, maxWaiting: 10_000 }),
    rawBytes: 0,
  }
  return held.letheAlerts
}

/**
 * In the request: verify, parse, take down. An unknown endpoint, one that is switched off and a wrong signature cost the
 * same and get the same answer. Throws RateLimited for a tenant over its limit, Unavailable where too much is waiting.
 */
export async function receiveAlert(endpointId: string, delivery: RawDelivery, now = new Date()): Promise<Receipt> {
  const endpoint = await findEndpoint(endpointId)
  const content = await decodeContent(delivery.raw, delivery.headers['content-encoding'], HOOK_MAX_BYTES)
  const verification = await verifyEither(endpoint, delivery, content, now)
  if (!endpoint) return { accepted: false, work: null }
  if (!verification.ok) return { accepted: false, work: noteRefusal(endpoint, verification.reason) }
  await limitTenant('hooks', endpoint.tenant)
  const maxBytes = factsOf(endpoint.kind)?.maxBytes ?? HOOK_MAX_BYTES
  if (Math.max(delivery.raw.length, content?.length ?? 0) > maxBytes) throw new TooLarge(maxBytes)
  const result = read(endpoint.kind, delivery, content)
  const firing = result.kind === 'alerts' ? result.alerts.filter(({ status }) => status === 'firing') : []
  const { rawBytes } = queues()
  if (rawBytes + delivery.raw.length > MAX_RAW_BYTES)
    throw new Unavailable({ happened: 'Too many alerts are waiting.' })
  const made = await createDelivery(endpoint.tenant, {
    sourceId: endpoint.id,
    deliveryKey: deliveryKey(endpoint.kind, delivery, result, now),
    jobKey: jobKey(firing),
    ignoredFor: firing.length > 0 ? null : whyIgnored(result),
    joinSince: new Date(now.getTime() - JOIN_MS),
    leaseUntil: leaseEnd(),
  })
  if (made && result.kind === 'handshake') return { accepted: true, work: confirmSubscription(endpoint, result) }
  const [first, ...more] = firing
  if (made?.state !== 'received' || !first) return { accepted: true, work: null }
  return { accepted: true, work: startWork(endpoint, made.id, [first, ...more], delivery.raw.length) }
}

/** Signed as it came; or signed before a client on the way compressed it. */
async function verifyEither(
  endpoint: Endpoint | null,
  delivery: RawDelivery,
  content: Buffer | null,
  now: Date,
): Promise<Verification> {
  const kind = endpoint?.kind ?? guessKind(delivery)
  const opened = openSecrets(endpoint ?? nobody())
  const asItCame = await verify(kind, delivery, opened, now, endpoint?.settings)
  if (asItCame.ok || content === null || content === delivery.raw) return asItCame
  return verify(kind, { ...delivery, raw: content }, opened, now, endpoint?.settings)
}

function read(kind: string, { headers }: RawDelivery, content: Buffer | null): ParseResult {
  return content === null
    ? { kind: 'invalid', issues: ['unknown_encoding'] }
    : parse(kind, content.toString('utf8'), headers)
}

function startWork(
  { tenant, id: sourceId, kind }: Endpoint,
  deliveryId: string,
  alerts: readonly [NormalizedAlert, ...NormalizedAlert[]],
  bytes: number,
): () => Promise<void> {
  const waiting = queues()
  waiting.rawBytes += bytes
  const redactThenQueue = async (): Promise<AlertJob> => {
    let job: AlertJob | undefined
    await waiting.redactions.add(async () => {
      const { name } = await getSource(tenant, sourceId)
      const redacted = await redactAlerts(tenant, { kind, name }, alerts)
      job = { tenant, deliveryId, sourceId, ...redacted, fetchMore: alerts[0].fetchMore ?? null }
    })
    if (!job) throw new Error('nothing was redacted')
    return job
  }
  return () =>
    withLease(tenant, deliveryId, async () => {
      try {
        const job = await redactThenQueue().finally(() => {
          waiting.rawBytes -= bytes
        })
        await waiting.analyses.add(job)
      } catch (error) {
        await failDelivery({ tenant, deliveryId }, error)
      }
    })
}

type Sealed = Pick<Endpoint, 'sealedSecret' | 'previousSealedSecret' | 'previousSecretUntil'> & { tenant: string }

function openSecrets({ tenant, sealedSecret, previousSealedSecret, previousSecretUntil }: Sealed): Secret[] {
  const { keyRing } = serverEnv()
  const open = (sealed: string) => keyRing.open(sealed, { tenant, field: SECRET_FIELD }).toString('utf8')
  const present = { value: open(sealedSecret), notAfter: null }
  if (previousSealedSecret === null || previousSecretUntil === null) return [present]
  return [present, { value: open(previousSealedSecret), notAfter: previousSecretUntil }]
}

/** An endpoint that is nowhere, sealed by the same ring, so that a look-up that found nothing goes on like one that did. */
function nobody(): Sealed {
  stranger ??= makeStranger()
  return stranger
}
let stranger: Sealed | undefined

function makeStranger(): Sealed {
  const tenant = randomUUID()
  const secret = schemeOf('standard')?.makeSecret() ?? ''
  const sealedSecret = serverEnv().keyRing.seal(secret, { tenant, field: SECRET_FIELD })
  return { tenant, sealedSecret, previousSealedSecret: null, previousSecretUntil: null }
}

/** SHA-256, so that nothing a sender writes is kept as it is. */
function deliveryKey(kind: string, { headers, raw }: RawDelivery, result: ParseResult, now: Date): string {
  const own = headers[factsOf(kind)?.idHeader ?? ''] || ('deliveryId' in result ? result.deliveryId : undefined)
  const hash = createHash('sha256')
  if (own) return hash.update(`id\n${own}`).digest('hex')
  return hash
    .update(`body\n${Math.floor(now.getTime() / BODY_BUCKET_MS)}\n`)
    .update(raw)
    .digest('hex')
}

/** Null where an alert has no key of its sender's: alerts that only share a title are not joined. */
function jobKey(alerts: readonly NormalizedAlert[]): string | null {
  if (alerts.length === 0 || !alerts.every(({ keyed }) => keyed)) return null
  const keys = alerts
    .map(({ alertKey, cycleKey, status }) => JSON.stringify([alertKey, cycleKey ?? null, status]))
    .sort()
  return createHmac('sha256', serverEnv().keyRing.derive('deliveries/job-key')).update(keys.join('\n')).digest('hex')
}

function whyIgnored(result: ParseResult): string {
  if (result.kind === 'alerts') return result.alerts[0]?.status ?? 'empty'
  if (result.kind === 'handshake') return result.action
  return result.kind === 'ignored' ? result.why : (result.issues[0] ?? 'invalid')
}

/** How many deliveries wait or are being worked on in this process: for readiness and tests. */
export function alertsInHand(): number {
  const { redactions, analyses } = queues()
  return redactions.size + analyses.size
}
