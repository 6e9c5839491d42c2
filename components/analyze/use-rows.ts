'use client'

import { useEffect, useRef, useState } from 'react'
import type { LogClient } from './log-client.ts'
import type { Pane, Row } from './protocol.ts'

const BLOCK_ROWS = 200
/** 8,000 rows: enough to scroll back at once, little enough to forget. */
const MAX_BLOCKS = 40

interface Block {
  version: number
  rows: readonly Row[]
}

export interface RowRange {
  pane: Pane
  /** Of the log as it is prepared now; rows of an older one are shown until the new ones are here. */
  version: number
  first: number
  /** Exclusive. */
  last: number
}

/** Rows of a pane by number, fetched from the worker in blocks as they come into sight. Undefined: on its way. */
export function useRows(client: LogClient, { pane, version, first, last }: RowRange): (row: number) => Row | undefined {
  const blocks = useRef(new Map<number, Block>())
  const asked = useRef(new Set<string>())
  const [, redraw] = useState(0)

  useEffect(() => {
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS < last; block++) {
      const key = `${version} ${block}`
      if (blocks.current.get(block)?.version === version || asked.current.has(key)) continue
      asked.current.add(key)
      client.rows(pane, block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS).then((rows) => {
        asked.current.delete(key)
        keep(blocks.current, block, { version, rows })
        redraw((count) => count + 1)
      })
    }
  }, [client, pane, version, first, last])

  return (row) => blocks.current.get(Math.floor(row / BLOCK_ROWS))?.rows[row % BLOCK_ROWS]
}

/** The block that was fetched first goes first. */
function keep(blocks: Map<number, Block>, block: number, fetched: Block) {
  if ((blocks.get(block)?.version ?? 0) > fetched.version) return
  blocks.delete(block)
  blocks.set(block, fetched)
  for (const oldest of blocks.keys()) {
    if (blocks.size <= MAX_BLOCKS) return
    if (oldest !== block) blocks.delete(oldest)
  }
}
