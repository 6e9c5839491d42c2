'use client'

import { type RefObject, useRef, useState } from 'react'
import type { PaneHandle } from './log-pane.tsx'
import { nextMark, type RightPane, yoursRowOf } from './pane-link.ts'
import type { LogSummary } from './protocol.ts'

export interface Jump {
  /** Row of the right pane that was jumped to. */
  row: number | null
  /** 1-based among the rows with redactions; 0 before the first jump. */
  position: number
  /** True from a jump to the scroll event it causes: both panes are in place already, and near the ends the middle lies. */
  landed: RefObject<boolean>
  go(step: 1 | -1): void
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
  const row = at === null ? null : (marks[at] ?? null)
  return {
    row,
    position: at === null ? 0 : at + 1,
    landed,
    go(step) {
      const from = row ?? (step === 1 ? -1 : summary.rows[right])
      const next = nextMark(marks, from, step)
      const target = marks[next]
      if (target === undefined) return
      setAt(next)
      landed.current = true
      other.current?.showRow(target)
      yours.current?.showRow(yoursRowOf(summary, right, target))
    },
    forget: () => setAt(null),
  }
}
