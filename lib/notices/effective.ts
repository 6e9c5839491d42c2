import type { Topic } from '../data/subscribers.ts'
import { isContractual } from './topics.ts'

/**
 * When what is announced may take effect. A day begins at 00:00 UTC; what is under an agreement is announced so many days before
 * it, to the hour.
 */

const DAY_MS = 86_400_000
/** The least, whatever the configuration promises. The database asks for it again when a notice is sent. */
export const LEAD_DAYS = 30
/** A year that was mistyped. */
const MAX_DAYS = 730

export interface Effective {
  topic: Topic
  /** As 2027-01-31, or null. */
  effectiveOn: string | null
  /** What the operator promises its customers. */
  promisedDays: number
}

/** What is wrong with the day, in words for who drafts it; null for nothing. */
export function effectiveProblem({ topic, effectiveOn, promisedDays }: Effective, now: Date): string | null {
  if (effectiveOn === null) return isContractual(topic) ? 'A notice of this kind needs the day.' : null
  const startMs = startOf(effectiveOn)
  if (Number.isNaN(startMs)) return 'This is no day.'
  if (startMs > now.getTime() + MAX_DAYS * DAY_MS) return 'This lies more than two years ahead.'
  if (!isContractual(topic)) return null
  const days = Math.max(LEAD_DAYS, promisedDays)
  return startMs - now.getTime() >= days * DAY_MS
    ? null
    : `It must lie at least ${days} days ahead: ${earliestDay(promisedDays, now)} or later.`
}

/** The first day that may be announced now. */
export function earliestDay(promisedDays: number, now: Date): string {
  const leastMs = now.getTime() + Math.max(LEAD_DAYS, promisedDays) * DAY_MS
  return new Date(Math.ceil(leastMs / DAY_MS) * DAY_MS).toISOString().slice(0, 10)
}

/** Whether signers may still object: until the day begins. */
export function isOpen(effectiveOn: string | null, now: Date): boolean {
  return effectiveOn !== null && now.getTime() < startOf(effectiveOn)
}

/** NaN for what is no day of the calendar, the 30th of February among it. */
function startOf(day: string): number {
  const startMs = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(startMs) && new Date(startMs).toISOString().startsWith(day) ? startMs : Number.NaN
}
