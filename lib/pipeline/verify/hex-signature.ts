import { hmacSha256, isLiveAt, MAX_SIGNATURES, matchingSecret, type Secret, type Verification } from './verifier.ts'

/** A digest as text: 64 hexadecimal digits and nothing else. Buffer.from would cut off at the first wrong one. */
const HEX = /^[0-9a-f]{64}$/i

interface HexSigned {
  /** The whole header, to tell a missing one from a malformed one. */
  header: string | undefined
  /** What of it may be a digest; everything of another shape is dropped. */
  candidates: readonly string[]
  /** Each way in which the signed text may be put together; a digest of any of them counts. */
  signed: readonly (readonly (string | Buffer)[])[]
}

/** HMAC-SHA-256 with the secret's text as issued, in hex. `form` is the position of the way that matched. */
export function checkHex(given: HexSigned, secrets: readonly Secret[], now: Date): Verification & { form?: string } {
  const digests = given.candidates
    .slice(0, MAX_SIGNATURES)
    .flatMap((text) => (HEX.test(text) ? [text.toLowerCase()] : []))
  const keys = secrets.map(({ value }) => Buffer.from(value, 'utf8'))
  const found = given.signed.map((parts) =>
    matchingSecret(
      digests,
      keys.map((key) => hmacSha256(key, parts)),
      'hex',
      isLiveAt(secrets, now),
    ),
  )
  const form = found.findIndex((secret) => secret >= 0)
  if (form >= 0) return { ok: true, signedAt: null, secret: found[form] ?? 0, form: String(form) }
  if (given.header === undefined || given.header.trim() === '') return { ok: false, reason: 'missing' }
  return { ok: false, reason: digests.length === 0 ? 'malformed' : 'mismatch' }
}
