'use client'

import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '../ui/cn.ts'
import { SCROLLED_BY_KEYBOARD } from '../ui/table.tsx'
import type { LogClient } from './log-client.ts'
import { PaneRow } from './pane-row.tsx'
import type { Pane } from './protocol.ts'
import { rowWindow, scrollTopFor, topRow } from './row-window.ts'
import { useRows } from './use-rows.ts'

export const ROW_PX = 20
const OVERSCAN_ROWS = 6

/** What the page may do to a pane. */
export interface PaneHandle {
  /** Brings a 0-based row to the middle. */
  showRow(row: number): void
  /** The row in the middle. */
  middleRow(): number
  /** Scroll position in px, for two panes with the same rows. */
  position(): number
  moveTo(px: number): void
}

export interface LogPaneProps {
  /** Names the region for a screen reader: "Your log, 1,234 lines". */
  label: string
  pane: Pane
  client: LogClient
  /** Of the log as it is prepared now. */
  version: number
  rows: number
  /** Lines of the whole log: sets the width of the gutter. */
  lines: number
  /** The row that was jumped to. */
  current: number | null
  handle: RefObject<PaneHandle | null>
  onScroll?: () => void
  /** A redaction or a kept passage of this row was pressed. */
  onPick?: (row: number) => void
  className?: string
}

/** Any number of rows of fixed height, of which only those in sight exist. */
export function LogPane({ label, pane, client, version, rows, lines, current, ...rest }: LogPaneProps) {
  const { handle, onScroll, onPick, className } = rest
  const box = useRef<HTMLElement>(null)
  usePicks(box, onPick)
  const view = useScrollView(box, onScroll)
  useImperativeHandle(handle, () => paneHandle(box, rows), [rows])
  const { first, last, offsetPx, totalPx } = rowWindow({ ...view, rowPx: ROW_PX, rows, overscan: OVERSCAN_ROWS })
  const rowAt = useRows(client, { pane, version, first, last })

  const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i)
  return (
    <section
      ref={box}
      aria-label={label}
      {...SCROLLED_BY_KEYBOARD}
      className={cn(
        'relative overflow-scroll overscroll-contain bg-surface focus-visible:-outline-offset-2',
        className,
      )}
    >
      <div style={{ height: totalPx }}>
        <ol className="absolute top-0 left-0 w-max min-w-full" style={{ transform: `translateY(${offsetPx}px)` }}>
          {shown.map((row) => (
            <PaneRow
              key={row}
              row={rowAt(row)}
              position={row + 1}
              count={rows}
              gutterChars={String(lines).length}
              current={row === current}
            />
          ))}
        </ol>
      </div>
    </section>
  )
}

/** Position and height of a box that scrolls, as they change. */
function useScrollView(box: RefObject<HTMLElement | null>, onScroll: (() => void) | undefined) {
  const [view, setView] = useState({ scrollTopPx: 0, heightPx: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setView({ scrollTopPx: element.scrollTop, heightPx: element.clientHeight })
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      watcher.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [box])
  useEffect(() => {
    const element = box.current
    if (!element || !onScroll) return
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [box, onScroll])
  return view
}

/** Only redactions answer to a press: a press on plain text begins a selection. Every line is also reached with `j` and `k`. */
function usePicks(box: RefObject<HTMLElement | null>, onPick: ((row: number) => void) | undefined) {
  const latest = useRef(onPick)
  useEffect(() => {
    latest.current = onPick
  })
  useEffect(() => {
    const element = box.current
    const pressed = ({ target }: MouseEvent) => {
      const mark = target instanceof Element ? target.closest('[data-redaction], [data-kept]') : null
      const row = Number(mark?.closest('[aria-posinset]')?.getAttribute('aria-posinset'))
      if (row > 0) latest.current?.(row - 1)
    }
    element?.addEventListener('click', pressed)
    return () => element?.removeEventListener('click', pressed)
  }, [box])
}

function paneHandle(box: RefObject<HTMLElement | null>, rows: number): PaneHandle {
  return {
    showRow(row) {
      const element = box.current
      if (element) element.scrollTop = scrollTopFor(row, { heightPx: element.clientHeight, rowPx: ROW_PX, rows })
    },
    position: () => box.current?.scrollTop ?? 0,
    moveTo(px) {
      if (box.current) box.current.scrollTop = px
    },
    middleRow() {
      const { scrollTop: scrollTopPx = 0, clientHeight: heightPx = 0 } = box.current ?? {}
      const middle = topRow({ scrollTopPx, heightPx, rowPx: ROW_PX, rows }) + heightPx / ROW_PX / 2
      return Math.max(0, Math.min(rows - 1, Math.floor(middle)))
    },
  }
}
