/** How one attempt to tell a channel ended. `error`: one of our own words, for the row and the page. */
export type Outcome =
  | { kind: 'delivered'; status: number }
  /** Worth another attempt, not before `afterSeconds` where the receiver named a time. */
  | { kind: 'retry'; status: number | null; error: string; afterSeconds?: number }
  /** Of this message only: another may succeed. */
  | { kind: 'refused'; status: number | null; error: string }
  /** Of the channel, for good: nothing will be taken there until somebody mends it. */
  | { kind: 'broken'; status: number | null; error: string }

/** Longest wait that a receiver may ask of us. */
const MAX_AFTER_SECONDS = 3_600

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3), bounded. Undefined where it says nothing. */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined
  const seconds = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1_000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MAX_AFTER_SECONDS) : undefined
}

const BACKOFF_SECONDS = [5, 30, 120, 600, 1_800]
/** The first and one more after each wait. */
export const MAX_ATTEMPTS = BACKOFF_SECONDS.length + 1

/** When to try again after the `attempts`-th failure, or null where it was the last. `random` in 0..1 spreads them by a fifth. */
export function nextAttempt(
  attempts: number,
  afterSeconds: number | undefined,
  now: Date,
  random: number,
  backoffSeconds: readonly number[] = BACKOFF_SECONDS,
): Date | null {
  const wait = backoffSeconds[attempts - 1]
  if (wait === undefined) return null
  return new Date(now.getTime() + Math.max(wait * (1 + random / 5), afterSeconds ?? 0) * 1_000)
}
