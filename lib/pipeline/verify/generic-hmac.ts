import { hmacSha256, isLiveAt, matchingSecret, type Verifier } from './verifier.ts'

/**
 * A signature of a sender that nobody knows: HMAC-SHA-256 over the body, in hex or base64, `sha256=` before it or not, in the
 * header that the source names. The key is the secret's text.
 */
export const verifyGenericHmac: Verifier = ({ headers, raw }, secrets, { now, setting }) => {
  const header = headers[setting('header').toLowerCase()]?.trim() ?? ''
  const text = /^sha256=/i.test(header) ? header.slice(7) : header
  const hex = /^[0-9a-f]{64}$/i.test(text) ? [text.toLowerCase()] : []
  const base64 = /^[A-Za-z0-9+/]{43}=$/.test(text) ? [text] : []
  const expected = secrets.map(({ value }) => hmacSha256(Buffer.from(value, 'utf8'), [raw]))
  const isLive = isLiveAt(secrets, now)
  const secret = Math.max(
    matchingSecret(hex, expected, 'hex', isLive),
    matchingSecret(base64, expected, 'base64', isLive),
  )
  if (secret >= 0) return { ok: true, signedAt: null, secret }
  if (header === '') return { ok: false, reason: 'missing' }
  return { ok: false, reason: hex.length + base64.length === 0 ? 'malformed' : 'mismatch' }
}
