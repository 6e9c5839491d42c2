import { checkHex } from './hex-signature.ts'
import { isFresh, isUnixSeconds, type Verification, type Verifier } from './verifier.ts'

/**
 * Grafana Alerting's contact point: hex over the body, or over `<unix seconds>:<body>` where the contact point names a
 * timestamp header. Both names are the customer's. Where a source names a timestamp header, a signature of the body alone is
 * not enough: it would be good for ever. grafana/alerting, http/hmac.go.
 */
export const verifyGrafana: Verifier = ({ headers, raw }, secrets, { now, setting }) => {
  const header = headers[setting('header').toLowerCase()]
  const timestampHeader = setting('timestampHeader').toLowerCase()
  const timestamp = headers[timestampHeader]?.trim() ?? ''
  const signed = timestampHeader === '' ? [raw] : [`${timestamp}:`, raw]
  const checked = checkHex({ header, candidates: [(header ?? '').trim()], signed: [signed] }, secrets, now)
  return timestampHeader === '' ? checked : judgeTime(checked, timestamp, now)
}

function judgeTime(checked: Verification, timestamp: string, now: Date): Verification {
  if (timestamp === '') return { ok: false, reason: 'missing' }
  if (!isUnixSeconds(timestamp)) return { ok: false, reason: 'malformed' }
  if (!checked.ok) return checked
  if (!isFresh(Number(timestamp), now)) return { ok: false, reason: 'stale' }
  return { ...checked, signedAt: new Date(Number(timestamp) * 1_000) }
}
