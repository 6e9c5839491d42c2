import { describe, expect, it } from 'vitest'
import { nextMark, yoursRowOf } from './pane-link.ts'
import type { LogSummary } from './protocol.ts'

// Gap 1-2, lines 3 and 4, gap 5-8, line 9.
const summary = { lines: 9, sentNumbers: Int32Array.of(1, 3, 4, 5, 9) } as LogSummary

describe('the two panes', () => {
  it('find the original line of a row that is sent, and the first line of a gap', () => {
    expect([0, 1, 2, 3, 4].map((row) => yoursRowOf(summary, 'sent', row))).toEqual([0, 2, 3, 4, 8])
  })

  it('stand side by side when all lines are shown', () => {
    expect(yoursRowOf(summary, 'redacted', 5)).toBe(5)
  })
})

describe('nextMark', () => {
  const marks = [2, 5, 9]
  it('goes forwards and begins again', () => {
    expect([-1, 2, 4, 5, 9].map((row) => nextMark(marks, row, 1))).toEqual([0, 1, 1, 2, 0])
  })

  it('goes backwards and begins again', () => {
    expect([0, 2, 3, 9, 99].map((row) => nextMark(marks, row, -1))).toEqual([2, 2, 0, 1, 2])
  })

  it('has nowhere to go without redactions', () => {
    expect(nextMark([], 3, 1)).toBe(-1)
  })
})
