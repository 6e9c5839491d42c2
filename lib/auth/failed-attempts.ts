import { createHash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { findUserByEmail } from '../data/users.ts'
import { log } from '../log.ts'
import { failuresNotice, notify } from './notices.ts'

/** So many failed links for one address within the window are worth one mail to it. */
export const BURST = 5
const WINDOW_SECONDS = 15 * 60

/** On globalThis: a bundler may load this module more than once, and each copy would count for itself. */
const held = globalThis as typeof globalThis & { letheFailures?: RateLimiterMemory }

/**
 * Counts a link that did not fit. Whoever asks gets the same answer at the same time whether or not the address is
 * known: looking it up and telling its person happen behind the answer.
 */
export async function countFailedAttempt(email: string): Promise<void> {
  log.warn('sign-in refused', { by: 'link' })
  held.letheFailures ??= new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS })
  const key = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 22)
  const { consumedPoints } = await held.letheFailures.consume(key)
  if (consumedPoints !== BURST) return
  void findUserByEmail(email)
    .then((user) => user && notify(failuresNotice(user.email, BURST)))
    .catch(() => {})
}
