'use client'

import { type RefObject, useRef, useState } from 'react'
import { lowerBound } from './line-index.ts'
import type { PaneHandle } from './log-pane.tsx'
import { nextMark, type RightPane, rightRowOf, yoursRowOf } from './pane-link.ts'
import type { LogSummary, Pane } from './protocol.ts'

export interface Jump {
  /** 0-based row of the original that was jumped to or picked: it means the same line in every pane and after a change. */
  yours: number | null
  /** The row of the right pane that belongs to it. */
  row: number | null
  /** 1-based among the rows with redactions; 0 before the first jump. */
  position: number
  /** True from a jump to the scroll event it causes: both panes are in place already, and near the ends the middle lies. */
  landed: RefObject<boolean>
  go(step: 1 | -1): void
  /** A row that was pressed: nothing scrolls in its own pane. */
  pick(pane: Pane, row: number): void
  forget(): void
}

/** Moves both panes from one redaction to the next. */
export function useJump(
  summary: LogSummary,
  right: RightPane,
  yours: RefObject<PaneHandle | null>,
  other: RefObject<PaneHandle | null>,
): Jump {
  const [at, setAt] = useState<number | null>(null)
  const landed = useRef(false)
  const marks = summary.marks[right]
  const row = at === null ? null : rightRowOf(summary, right, at)
  const index = row === null ? -1 : lowerBound(marks, row)
  return {
    yours: at,
    row,
    position: row !== null && marks[index] === row ? index + 1 : 0,
    landed,
    go(step) {
      const from = row ?? (step === 1 ? -1 : summary.rows[right])
      const target = marks[nextMark(marks, from, step)]
      if (target === undefined) return
      setAt(yoursRowOf(summary, right, target))
      landed.current = true
      other.current?.showRow(target)
      yours.current?.showRow(yoursRowOf(summary, right, target))
    },
    pick(pane, picked) {
      const line = pane === 'yours' ? picked : yoursRowOf(summary, right, picked)
      setAt(line)
      landed.current = true
      if (pane === 'yours') other.current?.showRow(rightRowOf(summary, right, line))
      else yours.current?.showRow(line)
    },
    forget: () => setAt(null),
  }
}
