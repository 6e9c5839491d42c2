import { constants, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { z } from 'zod'

/**
 * ID tokens of a workspace's identity provider, checked as OpenID Connect Core 1.0 (3.1.3.7) and RFC 8725 want it: a signature
 * of a listed kind by a key of the provider's own set, issuer, audience, times and nonce, before anything else is read.
 */

export class TokenRefused extends Error {
  override name = 'TokenRefused'
}

const jwk = z.looseObject({
  kty: z.string(),
  kid: z.string().optional(),
  use: z.string().optional(),
  alg: z.string().optional(),
})
export const jwksSchema = z.object({ keys: z.array(jwk).max(50) })
export type Jwks = z.infer<typeof jwksSchema>

const headerSchema = z.object({ alg: z.string(), kid: z.string().optional(), typ: z.string().optional() })
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  nonce: z.string(),
  email: z.string().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
})
export type IdClaims = z.infer<typeof claimsSchema>

/** Asymmetric only: a secret that two parties share must not be a signing key, and `none` is no signature. */
const ALGORITHMS: Record<string, { kty: string; hash: string | null; padding?: number; saltLength?: number }> = {
  RS256: { kty: 'RSA', hash: 'sha256' },
  RS384: { kty: 'RSA', hash: 'sha384' },
  RS512: { kty: 'RSA', hash: 'sha512' },
  PS256: { kty: 'RSA', hash: 'sha256', padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
  ES256: { kty: 'EC', hash: 'sha256' },
  ES384: { kty: 'EC', hash: 'sha384' },
  EdDSA: { kty: 'OKP', hash: null },
}
const MIN_RSA_BITS = 2048
const TOLERANCE_SECONDS = 30

export interface Expected {
  issuer: string
  clientId: string
  nonce: string
}

/** Throws TokenRefused with the rule that was broken; never with anything of the token. */
export function readIdToken(
  token: string,
  keys: Jwks,
  { issuer, clientId, nonce }: Expected,
  now = Date.now(),
): IdClaims {
  const [head = '', body = '', signature = '', more] = token.split('.')
  if (more !== undefined || signature === '') throw new TokenRefused('not a signed token')
  const header = decode(head, headerSchema)
  if (!isSignedBy(`${head}.${body}`, signature, header, keys)) throw new TokenRefused('signature')
  const claims = decode(body, claimsSchema)
  const seconds = now / 1_000
  const audiences = typeof claims.aud === 'string' ? [claims.aud] : claims.aud
  const broken = [
    [claims.iss !== issuer, 'issuer'],
    [!audiences.includes(clientId), 'audience'],
    [audiences.length > 1 && claims.azp !== clientId, 'authorized party'],
    [claims.azp !== undefined && claims.azp !== clientId, 'authorized party'],
    [claims.exp + TOLERANCE_SECONDS <= seconds, 'end'],
    [claims.iat - TOLERANCE_SECONDS > seconds, 'issued ahead'],
    [(claims.nbf ?? 0) - TOLERANCE_SECONDS > seconds, 'not yet'],
    [claims.nonce !== nonce, 'nonce'],
  ] as const
  const rule = broken.find(([wrong]) => wrong)?.[1]
  if (rule) throw new TokenRefused(rule)
  return claims
}

function isSignedBy(
  input: string,
  signature: string,
  { alg, kid }: z.infer<typeof headerSchema>,
  { keys }: Jwks,
): boolean {
  const algorithm = Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined
  if (!algorithm) return false
  // The key comes from the provider's set alone: what a header says of keys (jwk, jku, x5u) is not read.
  const fitting = keys.filter(
    (key) =>
      key.kty === algorithm.kty &&
      (kid === undefined || key.kid === kid) &&
      (key.use === undefined || key.use === 'sig') &&
      (key.alg === undefined || key.alg === alg),
  )
  return fitting.some((key) => verifies(input, signature, algorithm, key as JsonWebKey))
}

function verifies(input: string, signature: string, algorithm: (typeof ALGORITHMS)[string], jwk: JsonWebKey): boolean {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) return false
    const { hash, padding, saltLength } = algorithm
    const how = {
      ...{ key, dsaEncoding: 'ieee-p1363' as const },
      ...(padding === undefined ? {} : { padding }),
      ...(saltLength === undefined ? {} : { saltLength }),
    }
    return verify(hash, Buffer.from(input), how, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

function decode<T>(part: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  } catch {
    throw new TokenRefused('form')
  }
}
