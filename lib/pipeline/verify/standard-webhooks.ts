import {
  hmacSha256,
  isFresh,
  isLiveAt,
  isUnixSeconds,
  MAX_SIGNATURES,
  matchingSecret,
  type RawDelivery,
  type Verification,
  type Verifier,
} from './verifier.ts'

const PREFIX = 'whsec_'
/** What the specification allows for an identifier is not said; ours are far shorter. */
const MAX_ID_CHARS = 255

/**
 * Standard Webhooks 1.0.0: `webhook-signature` holds `v1,<base64>` parted by blanks, HMAC-SHA-256 over
 * `<webhook-id>.<webhook-timestamp>.<body>`, key = the base64 after `whsec_`. ±300 seconds. Over bytes, which the reference
 * library does not do: it decodes the body first, so that a body that is no UTF-8 would be signed as another.
 */
export const verifyStandardWebhooks: Verifier = (delivery, secrets, { now }) => {
  const read = readHeaders(delivery)
  const head = `${read.id}.${read.timestamp}.`
  const expected = secrets.map(({ value }) => hmacSha256(keyOf(value), [head, delivery.raw]))
  const secret = matchingSecret(read.signatures, expected, 'base64', isLiveAt(secrets, now))
  return judge(read, secret, now)
}

/** The key of a secret as issued, with or without its prefix. */
export function keyOf(secret: string): Buffer {
  return Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64')
}

interface SignedHeaders {
  id: string
  timestamp: string
  signatures: string[]
  problem: 'missing' | 'malformed' | null
}

function readHeaders({ headers }: RawDelivery): SignedHeaders {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  const signature = headers['webhook-signature'] ?? ''
  const signatures = signature.split(' ', MAX_SIGNATURES).flatMap((part) => {
    const base64 = part.startsWith('v1,') ? part.slice(3) : ''
    return /^[A-Za-z0-9+/]{43}=$/.test(base64) ? [base64] : []
  })
  const missing = id === '' || timestamp === '' || signature === ''
  const wellFormed = id.length <= MAX_ID_CHARS && isUnixSeconds(timestamp) && signatures.length > 0
  return { id, timestamp, signatures, problem: missing ? 'missing' : wellFormed ? null : 'malformed' }
}

function judge({ timestamp, problem }: SignedHeaders, secret: number, now: Date): Verification {
  if (problem) return { ok: false, reason: problem }
  if (secret < 0) return { ok: false, reason: 'mismatch' }
  const signedAt = new Date(Number(timestamp) * 1_000)
  if (!isFresh(Number(timestamp), now)) return { ok: false, reason: 'stale' }
  return { ok: true, signedAt, secret }
}
