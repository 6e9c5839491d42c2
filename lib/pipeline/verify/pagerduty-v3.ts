import { checkHex } from './hex-signature.ts'
import { MAX_SIGNATURES, type Verifier } from './verifier.ts'

/**
 * PagerDuty Webhooks v3: `X-PagerDuty-Signature: v1=<hex>,v1=<hex>` over the body, HMAC-SHA-256, key = the secret's text as
 * issued (it looks like base64 and is not decoded). Other versions are ignored. No time is signed: a replay is caught by the
 * delivery's id. developer.pagerduty.com, "Webhooks v3: verifying signatures".
 */
export const verifyPagerduty: Verifier = ({ headers, raw }, secrets, { now }) => {
  const header = headers['x-pagerduty-signature']
  const parts = (header ?? '').split(',', MAX_SIGNATURES).map((part) => part.trim())
  const candidates = parts.flatMap((part) => (part.startsWith('v1=') ? [part.slice(3)] : []))
  return checkHex({ header, candidates, signed: [[raw]] }, secrets, now)
}
