import type { LineTable } from './lines.ts'
import { shown } from './render.ts'
import type { Mined } from './templates.ts'
import { lineCost } from './tokens.ts'

/** Lines worth less than this are only kept where the whole log fits. */
const FLOOR = 0.35

/**
 * Indices of the lines to keep, ascending: the most worthy first, until `budget` (in units of `lineCost`) is spent. A line
 * costs its number, its text and its line end.
 */
export function selectLines(
  table: LineTable,
  mined: Mined,
  worth: Float32Array,
  numberOf: (i: number) => number,
  budget: number,
  maxChars: number,
): number[] {
  const costOf = (i: number) => lineCost(`${numberOf(i)}\t${shown(table, mined, i, maxChars)}`)
  const candidates: number[] = []
  for (let i = 0; i < worth.length; i++) if ((worth[i] ?? 0) > FLOOR && !blank(table, mined, i)) candidates.push(i)
  candidates.sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b)
  const kept = new Set<number>()
  let left = budget
  let misses = 0
  for (const i of candidates) {
    const cost = costOf(i)
    if (cost > left) {
      if (++misses > 12) break
      continue
    }
    left -= cost
    kept.add(i)
  }
  left = fillHoles(table, mined, kept, costOf, left)
  if (misses === 0) fillRest(table, mined, kept, costOf, left)
  return [...kept].sort((a, b) => a - b)
}

function blank(table: LineTable, mined: Mined, i: number): boolean {
  return (mined.contents[i] ?? 0) >= (table.ends[i] ?? 0)
}

/** A line or two between kept lines are kept too: records stay readable. */
function fillHoles(
  table: LineTable,
  mined: Mined,
  kept: Set<number>,
  costOf: (i: number) => number,
  budget: number,
): number {
  let left = budget
  const sorted = [...kept].sort((a, b) => a - b)
  for (let n = 1; n < sorted.length; n++) {
    const from = (sorted[n - 1] ?? 0) + 1
    const to = sorted[n] ?? 0
    if (to - from > 2) continue
    for (let i = from; i < to; i++) {
      if (blank(table, mined, i)) continue
      const cost = costOf(i)
      if (cost > left) return left
      left -= cost
      kept.add(i)
    }
  }
  return left
}

/** Where every worthy line fitted, the rest is filled from the end and the beginning: a short log is kept whole. */
function fillRest(
  table: LineTable,
  mined: Mined,
  kept: Set<number>,
  costOf: (i: number) => number,
  budget: number,
): void {
  let left = budget
  for (let i = table.count - 1; i >= 0; i--) {
    if (kept.has(i) || blank(table, mined, i)) continue
    const cost = costOf(i)
    if (cost > left) return
    left -= cost
    kept.add(i)
  }
}
