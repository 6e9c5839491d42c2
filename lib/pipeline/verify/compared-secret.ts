import { createHash, timingSafeEqual } from 'node:crypto'
import { isLiveAt, type Secret, type Verification, type Verifier } from './verifier.ts'

/**
 * Secrets that go along with every request: in a header, or in the address. They are compared and never read again, so what is
 * kept is their SHA-256 (256 random bits need no slower hash), sealed like the rest.
 */

const PREFIX = 'sha256:'
/** What a header may hold that is worth hashing. */
const MAX_CHARS = 512

/** The form in which a compared secret is sealed. */
export function hashedSecret(secret: string): string {
  return `${PREFIX}${createHash('sha256').update(secret, 'utf8').digest('hex')}`
}

/** `Authorization: Bearer X` (any scheme's X), the password of `Authorization: Basic`, or the header that the source names. */
export const verifyHeaderToken: Verifier = ({ headers }, secrets, { now, setting }) => {
  const own = headers[setting('header').toLowerCase()]?.trim() ?? ''
  const authorization = headers.authorization?.trim() ?? ''
  const candidates = [own, ...tokensOf(authorization)].filter((text) => text !== '')
  if (own === '' && authorization === '') return compare([''], secrets, now, 'missing')
  return compare(candidates, secrets, now, candidates.length === 0 ? 'malformed' : 'mismatch')
}

/** The last part of the address: 256 bits in base64url, as made here. */
export const verifyPathToken: Verifier = ({ pathToken }, secrets, { now }) => {
  const token = pathToken ?? ''
  const wellFormed = /^[A-Za-z0-9_-]{43}$/.test(token)
  return compare([token], secrets, now, token === '' ? 'missing' : wellFormed ? 'mismatch' : 'malformed')
}

function tokensOf(authorization: string): string[] {
  const [scheme = '', ...rest] = authorization.split(' ')
  const credentials = rest.join(' ').trim()
  if (credentials === '') return scheme === '' ? [] : [scheme]
  if (scheme.toLowerCase() !== 'basic') return [credentials]
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return []
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  return pair.includes(':') ? [pair.slice(pair.indexOf(':') + 1)] : []
}

/** Hashes and compares everything, whatever matches first. */
function compare(
  given: readonly string[],
  secrets: readonly Secret[],
  now: Date,
  reason: 'missing' | 'malformed' | 'mismatch',
): Verification {
  const isLive = isLiveAt(secrets, now)
  let found = -1
  for (const text of given) {
    const hash = Buffer.from(text.length > MAX_CHARS ? '' : hashedSecret(text))
    secrets.forEach(({ value }, position) => {
      const wanted = Buffer.from(value)
      const same = hash.length === wanted.length && timingSafeEqual(hash, wanted)
      if (same && found < 0 && isLive(position)) found = position
    })
  }
  if (found >= 0 && reason === 'mismatch') return { ok: true, signedAt: null, secret: found }
  return { ok: false, reason: found >= 0 ? 'malformed' : reason }
}
