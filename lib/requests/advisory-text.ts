import { z } from 'zod'
import { oneLine, paragraphs } from '../plain-text.ts'
import { SEVERITIES } from './kinds.ts'

/** What an advisory says. Plain text without control or invisible signs; days as 2026-12-01. */

const day = z.iso.date()
export const advisorySchema = z.strictObject({
  title: oneLine(150),
  summary: paragraphs(8_000),
  affected: oneLine(300),
  fixedIn: oneLine(300),
  severity: z.enum(SEVERITIES),
  /** Empty where nobody wants to be named. */
  credit: z.union([z.literal(''), oneLine(120)]),
  reportedOn: day,
  fixedOn: day,
})
export type AdvisoryText = z.infer<typeof advisorySchema>

/** The text of an advisory as the page of changes and its feeds show it. */
export function advisoryWords({ summary, affected, fixedIn, severity, credit }: AdvisoryText): string {
  return [
    summary,
    `Severity: ${severity}. Affected: ${affected}. Fixed in: ${fixedIn}.`,
    ...(credit === '' ? [] : [`Reported by ${credit}.`]),
  ].join('\n\n')
}
