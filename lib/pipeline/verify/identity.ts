import { createVerify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { findIdentityKey } from './identity-keys.ts'
import { type RawDelivery, type Terms, TOLERANCE_SECONDS, type Verification, type Verifier } from './verifier.ts'

/**
 * Tokens that a cloud signs for a sender (OpenID Connect, RFC 7519), in `Authorization: Bearer`.
 *
 *   azure  Microsoft Entra, for the secure webhook of an action group: issuer and keys of the workspace's own directory, the
 *          audience its application, the caller Azure's action groups. learn.microsoft.com, "Secure webhook".
 *   gcp    Google, for a Pub/Sub push subscription: the audience and the service account as the subscription names them.
 *          cloud.google.com, "Authentication for push subscriptions".
 *
 * There is no secret. In this order, so that a stranger makes nothing be fetched: the token's shape, issuer, audience and caller,
 * then the signature (RS256 and nothing else), then the times.
 */
interface Cloud {
  issuers(directory: string): readonly string[]
  keys(directory: string): string
  audiences(audience: string): readonly string[]
  isCaller(claims: Claims, caller: string): boolean
}

const CLOUDS: Readonly<Record<string, Cloud>> = {
  azure: {
    // A token of version 1 or 2, as the application asks for.
    issuers: (directory) => [
      `https://sts.windows.net/${directory}/`,
      `https://login.microsoftonline.com/${directory}/v2.0`,
    ],
    keys: (directory) => `https://login.microsoftonline.com/${directory}/discovery/v2.0/keys`,
    // Version 2 names the client ID alone where the URI is made of it.
    audiences: (audience) => [audience, audience.startsWith('api://') ? audience.slice(6) : `api://${audience}`],
    isCaller: ({ appid, azp }, caller) => (azp ?? appid ?? '').toLowerCase() === caller,
  },
  gcp: {
    issuers: () => ['https://accounts.google.com', 'accounts.google.com'],
    keys: () => 'https://www.googleapis.com/oauth2/v3/certs',
    audiences: (audience) => [audience],
    isCaller: ({ email, email_verified }, caller) => email_verified === true && (email ?? '').toLowerCase() === caller,
  },
}

const head = z.object({ alg: z.literal('RS256'), kid: z.string().min(1).max(200) })
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string()).max(10)]),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
})
type Claims = z.infer<typeof claimsSchema>

const MAX_CHARS = 8_192

export type FindKey = (url: string, kid: string, now: Date) => Promise<KeyObject | null>

export const verifyIdentity =
  (kind: string): Verifier =>
  (delivery, _secrets, terms) =>
    verifyIdentityWith(findIdentityKey, kind, delivery, terms)

export async function verifyIdentityWith(
  findKey: FindKey,
  kind: string,
  { headers }: RawDelivery,
  terms: Terms,
): Promise<Verification> {
  const given = headers.authorization?.trim() ?? ''
  if (given === '') return { ok: false, reason: 'missing' }
  const token = readToken(given)
  const cloud = Object.hasOwn(CLOUDS, kind) ? CLOUDS[kind] : undefined
  if (!token || !cloud) return { ok: false, reason: 'malformed' }
  const { claims, kid, signed, signature } = token
  const directory = terms.setting('directory').toLowerCase()
  if (!isMeantFor(cloud, claims, directory, terms)) return { ok: false, reason: 'unexpected_caller' }
  const key = await findKey(cloud.keys(directory), kid, terms.now)
  if (!key || !createVerify('RSA-SHA256').update(signed).verify(key, signature))
    return { ok: false, reason: 'mismatch' }
  return judgeTime(claims, terms.now)
}

function isMeantFor(cloud: Cloud, claims: Claims, directory: string, { setting }: Terms): boolean {
  const [audience, caller] = [setting('audience'), setting('caller').toLowerCase()]
  if (audience === '' || caller === '') return false
  const named = typeof claims.aud === 'string' ? [claims.aud] : claims.aud
  return (
    cloud.issuers(directory).includes(claims.iss) &&
    named.some((one) => cloud.audiences(audience).includes(one)) &&
    cloud.isCaller(claims, caller)
  )
}

interface Token {
  claims: Claims
  kid: string
  /** What the signature covers, as it came. */
  signed: string
  signature: Buffer
}

function readToken(authorization: string): Token | undefined {
  const text = /^bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(
    authorization.slice(0, MAX_CHARS),
  )?.[1]
  const [first = '', second = '', third = ''] = text?.split('.') ?? []
  const [named, claims] = [head.safeParse(jsonOf(first)), claimsSchema.safeParse(jsonOf(second))]
  const signature = Buffer.from(third, 'base64url')
  // The one text of its bytes, so that a changed text is a changed signature.
  if (!named.success || !claims.success || signature.toString('base64url') !== third) return undefined
  return { claims: claims.data, kid: named.data.kid, signed: `${first}.${second}`, signature }
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function judgeTime({ exp, nbf, iat }: Claims, now: Date): Verification {
  const seconds = now.getTime() / 1_000
  const begun = Math.max(nbf ?? 0, iat ?? 0)
  if (seconds > exp + TOLERANCE_SECONDS || seconds < begun - TOLERANCE_SECONDS) return { ok: false, reason: 'stale' }
  return { ok: true, signedAt: iat === undefined ? null : new Date(iat * 1_000), secret: 0 }
}
