import { createHash, createHmac } from 'node:crypto'
import { takeNonce } from '../data/api-requests.ts'
import type { TenantId } from '../data/unscoped.ts'
import { Conflict } from '../errors.ts'
import { isSameText } from '../same-text.ts'

/**
 * For keys whose every request is signed: a key that was read on the way, or in a log of a proxy, is then of no use, and no
 * request can be sent a second time. Signed are the time, a nonce, the method, the path with its query and the body.
 */

export const TIMESTAMP_HEADER = 'lethe-timestamp'
export const NONCE_HEADER = 'lethe-nonce'
export const SIGNATURE_HEADER = 'lethe-signature'
const TOLERANCE_MS = 5 * 60_000

export interface SignedParts {
  /** Seconds since 1970. */
  timestamp: string
  /** 16 to 128 of A-Z a-z 0-9 _ - . */
  nonce: string
  method: string
  /** With its query, as it stands in the request line. */
  path: string
  body: Uint8Array
}

/** `v1=` and the HMAC-SHA-256, lower-case hex, over six lines. */
export function signatureOf(secret: string, { timestamp, nonce, method, path, body }: SignedParts): string {
  const digest = createHash('sha256').update(body).digest('hex')
  const text = ['lethe-request-v1', timestamp, nonce, method, path, digest].join('\n')
  return `v1=${createHmac('sha256', secret).update(text).digest('hex')}`
}

/** True once for each nonce. The signature is looked at first, so that nobody without the secret can use a nonce up. */
export async function isSignedOnce(
  { tenant, keyId, secret }: { tenant: TenantId; keyId: string; secret: string },
  request: Request,
  body: Uint8Array,
  now = Date.now(),
): Promise<boolean> {
  const said = (name: string) => request.headers.get(name) ?? ''
  const [timestamp, nonce] = [said(TIMESTAMP_HEADER), said(NONCE_HEADER)]
  if (!/^\d{1,12}$/.test(timestamp) || !/^[\w.-]{16,128}$/.test(nonce)) return false
  if (Math.abs(now - Number(timestamp) * 1_000) > TOLERANCE_MS) return false
  const { pathname, search } = new URL(request.url)
  const expected = signatureOf(secret, { timestamp, nonce, method: request.method, path: pathname + search, body })
  if (!isSameText(expected, said(SIGNATURE_HEADER))) return false
  const nameHash = createHash('sha256').update(nonce).digest('hex')
  try {
    await takeNonce(tenant, keyId, nameHash, new Date(now + 2 * TOLERANCE_MS))
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}
