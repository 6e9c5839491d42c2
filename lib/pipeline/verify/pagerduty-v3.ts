import { hmacSha256, isLiveAt, MAX_SIGNATURES, matchingSecret, type Verifier } from './verifier.ts'

/**
 * PagerDuty Webhooks v3: `X-PagerDuty-Signature: v1=<hex>,v1=<hex>` over the body, HMAC-SHA-256, key = the secret's text as
 * issued (it looks like base64 and is not decoded). Other versions are ignored. No time is signed: a replay is caught by the
 * delivery's id. developer.pagerduty.com, "Webhooks v3: verifying signatures".
 */
export const verifyPagerduty: Verifier = ({ headers, raw }, secrets, now) => {
  const header = headers['x-pagerduty-signature']
  const parts = (header ?? '').split(',', MAX_SIGNATURES).map((part) => part.trim())
  const signatures = parts.flatMap((part) => {
    const hex = part.startsWith('v1=') ? part.slice(3) : ''
    return /^[0-9a-f]{64}$/i.test(hex) ? [hex.toLowerCase()] : []
  })
  const expected = secrets.map(({ value }) => hmacSha256(Buffer.from(value, 'utf8'), [raw]))
  const secret = matchingSecret(signatures, expected, 'hex', isLiveAt(secrets, now))
  if (secret >= 0) return { ok: true, signedAt: null, secret }
  if (header === undefined || header === '') return { ok: false, reason: 'missing' }
  return { ok: false, reason: signatures.length === 0 ? 'malformed' : 'mismatch' }
}
