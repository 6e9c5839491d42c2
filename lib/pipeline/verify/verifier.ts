import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { SettingName } from '../../source-kinds/source-facts.ts'

/** One HTTP request as it came: header names in lower case, the body's exact bytes. */
export interface RawDelivery {
  headers: Readonly<Record<string, string>>
  raw: Buffer
  /** What stood after the endpoint's id in the address. */
  pathToken?: string | null
}

/** A secret in the form in which it is sealed: as issued where it signs, as a hash where it is only compared. Good until `notAfter`; null: until it is replaced. */
export interface Secret {
  value: string
  notAfter: Date | null
}

export type Refusal =
  | 'missing'
  | 'malformed'
  | 'mismatch'
  | 'stale'
  | 'unexpected_topic'
  | 'unexpected_caller'
  | 'old_version'
export type Verification =
  /** `secret`: position of the one that matched. `signedAt`: null where the sender signs no time. */
  { ok: true; signedAt: Date | null; secret: number; form?: string } | { ok: false; reason: Refusal }

export interface Terms {
  now: Date
  /** What the source was set up with, else the default of its kind, else ''. */
  setting(name: SettingName): string
}

/**
 * Checks a signature over the raw bytes. Does the same work whatever is wrong (an HMAC for every secret, a comparison in
 * constant time for every signature), so that an answer's time tells no more than its words.
 */
export type Verifier = (
  delivery: RawDelivery,
  secrets: readonly Secret[],
  terms: Terms,
) => Verification | Promise<Verification>

/** Both ways: a clock may be wrong in either direction. Standard Webhooks 1.0.0. */
export const TOLERANCE_SECONDS = 300
/** Signatures in one header that are looked at; a rotation needs two. */
export const MAX_SIGNATURES = 10

export function hmacSha256(key: Buffer, parts: readonly (string | Buffer)[]): Buffer {
  // As an object: Node looks at every other form of a key first, which takes longer than the hash of a short body.
  const hmac = createHmac('sha256', createSecretKey(key))
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/**
 * Position of the first living secret that made one of `signatures` (as text of `encoding`, already of the right shape), or
 * -1. An expired secret is computed too, and never counts.
 */
export function matchingSecret(
  signatures: readonly string[],
  expected: readonly Buffer[],
  encoding: 'hex' | 'base64',
  isLive: (position: number) => boolean,
): number {
  let found = -1
  expected.forEach((digest, position) => {
    // Compared as text: several base64 texts decode to the same bytes, and only one of them was sent by the sender.
    const wanted = Buffer.from(digest.toString(encoding))
    for (const signature of signatures) {
      const given = Buffer.from(signature)
      const same = given.length === wanted.length && timingSafeEqual(given, wanted)
      if (same && found < 0 && isLive(position)) found = position
    }
  })
  return found
}

export const isLiveAt =
  (secrets: readonly Secret[], now: Date) =>
  (position: number): boolean => {
    const notAfter = secrets[position]?.notAfter
    return notAfter === null || (notAfter !== undefined && notAfter > now)
  }

/** Unix seconds as senders write them: ten digits until 2286; a sign or a leading zero would be another text for the same time. */
export const isUnixSeconds = (text: string): boolean => /^[1-9]\d{0,11}$/.test(text)

export function isFresh(seconds: number, now: Date, toleranceSeconds = TOLERANCE_SECONDS): boolean {
  return Math.abs(Math.floor(now.getTime() / 1_000) - seconds) <= toleranceSeconds
}
