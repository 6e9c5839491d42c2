import { checkHex } from './hex-signature.ts'
import { isFresh, isUnixSeconds, MAX_SIGNATURES, type Verifier } from './verifier.ts'

/** How time and body are put together: as Rootly's page reads, and as several public receivers do it. */
const FORMS = ['plain', 'dot'] as const

/**
 * Rootly: `X-Rootly-Signature: t=<unix seconds>,v1=<hex>`; a blank or a line end may follow the comma. Its page says "the
 * timestamp with the request body" and names no sign between them; receivers in use have a dot. Both are taken until a live
 * event settles it. A character moved between time and body makes a time long past or far ahead, or a body that begins with a
 * dot or a digit, which is no event.
 * docs.rootly.com, "Webhooks".
 */
export const verifyRootly: Verifier = ({ headers, raw }, secrets, { now }) => {
  const header = headers['x-rootly-signature']
  const parts = (header ?? '').split(',', MAX_SIGNATURES).map((part) => part.trim())
  const valuesOf = (name: string) => parts.flatMap((part) => (part.startsWith(name) ? [part.slice(name.length)] : []))
  const [timestamp = '', ...others] = valuesOf('t=')
  const signed = [
    [timestamp, raw],
    [`${timestamp}.`, raw],
  ]
  const checked = checkHex({ header, candidates: valuesOf('v1='), signed }, secrets, now)
  if (!checked.ok && checked.reason === 'missing') return checked
  if (!isUnixSeconds(timestamp) || others.length > 0) return { ok: false, reason: 'malformed' }
  if (!checked.ok) return checked
  if (!isFresh(Number(timestamp), now)) return { ok: false, reason: 'stale' }
  const form = FORMS[Number(checked.form)] ?? FORMS[0]
  return { ...checked, signedAt: new Date(Number(timestamp) * 1_000), form }
}
