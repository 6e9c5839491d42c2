'use client'

import { useEffect, useRef, useState } from 'react'
import type { LogClient } from './log-client.ts'
import type { Pane, Row } from './protocol.ts'

const BLOCK_ROWS = 200
/** 8,000 rows: enough to scroll back at once, little enough to forget. */
const MAX_BLOCKS = 40

/** Rows of a pane by number, fetched from the worker in blocks as they come into sight. Undefined: on its way. */
export function useRows(client: LogClient, pane: Pane, first: number, last: number): (row: number) => Row | undefined {
  const blocks = useRef(new Map<number, readonly Row[]>())
  const asked = useRef(new Set<number>())
  const [, redraw] = useState(0)

  useEffect(() => {
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS < last; block++) {
      if (blocks.current.has(block) || asked.current.has(block)) continue
      asked.current.add(block)
      client.rows(pane, block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS).then((rows) => {
        asked.current.delete(block)
        keep(blocks.current, block, rows)
        redraw((count) => count + 1)
      })
    }
  }, [client, pane, first, last])

  return (row) => blocks.current.get(Math.floor(row / BLOCK_ROWS))?.[row % BLOCK_ROWS]
}

/** The block that was fetched first goes first. */
function keep(blocks: Map<number, readonly Row[]>, block: number, rows: readonly Row[]) {
  blocks.set(block, rows)
  for (const oldest of blocks.keys()) {
    if (blocks.size <= MAX_BLOCKS) return
    if (oldest !== block) blocks.delete(oldest)
  }
}
