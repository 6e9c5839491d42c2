import { lowerBound } from './line-index.ts'
import type { LogSummary, Pane } from './protocol.ts'

/** What stands beside the original: only the lines that leave, or every line. */
export type RightPane = Exclude<Pane, 'yours'>

/** The 0-based row of the original that belongs to a row of the right pane. */
export function yoursRowOf(summary: LogSummary, right: RightPane, row: number): number {
  if (right === 'redacted') return row
  return Math.max(0, (summary.sentNumbers[row] ?? summary.lines) - 1)
}

/** The row of the right pane that belongs to a 0-based row of the original: its own, or the gap that it is in. */
export function rightRowOf(summary: LogSummary, right: RightPane, yoursRow: number): number {
  if (right === 'redacted') return yoursRow
  return Math.max(0, lowerBound(summary.sentNumbers, yoursRow + 2) - 1)
}

/** Index of the next or previous mark seen from `row`; past the last it begins again. -1 without marks. */
export function nextMark(marks: ArrayLike<number>, row: number, step: 1 | -1): number {
  if (marks.length === 0) return -1
  if (step === 1) return lowerBound(marks, row + 1) % marks.length
  return (lowerBound(marks, row) - 1 + marks.length) % marks.length
}
