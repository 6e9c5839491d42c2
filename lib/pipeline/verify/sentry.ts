import { checkHex } from './hex-signature.ts'
import type { Verifier } from './verifier.ts'

/**
 * Sentry's integration platform: `Sentry-Hook-Signature` is hex over the body, key = the integration's client secret.
 * `Sentry-Hook-Timestamp` is not signed, so it proves nothing and is not looked at. getsentry/sentry, app_platform_event.py.
 */
export const verifySentry: Verifier = ({ headers, raw }, secrets, { now }) => {
  const header = headers['sentry-hook-signature']
  return checkHex({ header, candidates: [(header ?? '').trim()], signed: [[raw]] }, secrets, now)
}
