import { afterBusinessDays, DUE_BUSINESS_DAYS } from '../staff/business-days.ts'
import type { AskedKind, Regime, Right, Severity } from './kinds.ts'

/**
 * When something is due. A date by law is counted from the receipt to the same hour, so it lies before the end of the day that the law
 * means. Weekends and holidays, which would give more time, give none here. A request is received when it is written, not when its
 * address is confirmed.
 *
 *   GDPR Art. 12(3): one month from receipt; two further months where needed, with reasons told within the first month.
 *   11 CCR 7021 and Cal. Civ. Code 1798.130: confirmed within 10 business days, answered within 45 days; 90 in all with notice and reasons
 *   within the first 45. 11 CCR 7026(f): opting out within 15 business days, without more time.
 */

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000]
const CCPA = { confirmBusinessDays: 10, answerDays: 45, extendedDays: 90, optOutBusinessDays: 15 }

export interface Dates {
  /** Of the first answer or confirmation; null where only the answer counts. */
  firstDueAt: Date | null
  dueAt: Date
}

/** The same day of a later month, or that month's last where it has no such day; in UTC. */
export function addMonths(from: Date, months: number): Date {
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const moved = new Date(from)
  moved.setUTCFullYear(year, month, Math.min(from.getUTCDate(), lastDay))
  return moved
}

const addDays = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS)

export interface Wanted {
  kind: AskedKind
  regime: Regime | null
  right: Right | null
}

export function dueOf({ kind, regime, right }: Wanted, receivedAt: Date): Dates {
  if (kind !== 'data_rights' || regime === null)
    return { firstDueAt: null, dueAt: afterBusinessDays(receivedAt, DUE_BUSINESS_DAYS) }
  if (regime === 'gdpr') return { firstDueAt: null, dueAt: addMonths(receivedAt, 1) }
  if (right === 'opt_out') return { firstDueAt: null, dueAt: afterBusinessDays(receivedAt, CCPA.optOutBusinessDays) }
  return {
    firstDueAt: afterBusinessDays(receivedAt, CCPA.confirmBusinessDays),
    dueAt: addDays(receivedAt, CCPA.answerDays),
  }
}

/** The latest day with more time, counted from the receipt; null where the law gives none. */
export function extendedDue(regime: Regime, right: Right, receivedAt: Date): Date | null {
  if (regime === 'gdpr') return addMonths(receivedAt, 3)
  return right === 'opt_out' ? null : addDays(receivedAt, CCPA.extendedDays)
}

interface WeaknessTimes {
  disclosureAcknowledgedHours: number
  criticalFixAimHours: number
  publishDays: number
}

export function dueOfWeakness(receivedAt: Date, times: WeaknessTimes, severity: Severity | null = null) {
  const critical = severity === 'critical'
  return {
    firstDueAt: new Date(receivedAt.getTime() + times.disclosureAcknowledgedHours * HOUR_MS),
    dueAt: critical
      ? new Date(receivedAt.getTime() + times.criticalFixAimHours * HOUR_MS)
      : addDays(receivedAt, times.publishDays),
  }
}
