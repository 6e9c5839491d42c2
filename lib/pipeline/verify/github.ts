import { checkHex } from './hex-signature.ts'
import type { Verifier } from './verifier.ts'

/**
 * GitHub: `X-Hub-Signature-256: sha256=<hex>` over the body. The SHA-1 of `X-Hub-Signature` is ignored. No time is signed.
 * docs.github.com, "Validating webhook deliveries".
 */
export const verifyGithub: Verifier = ({ headers, raw }, secrets, { now }) => {
  const header = headers['x-hub-signature-256']
  const text = (header ?? '').trim()
  const candidates = text.startsWith('sha256=') ? [text.slice(7)] : []
  return checkHex({ header, candidates, signed: [[raw]] }, secrets, now)
}
