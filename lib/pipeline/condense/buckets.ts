import type { Spark, TimeBucket } from './condensed-log.ts'
import { ERROR } from './levels.ts'
import type { Mined } from './templates.ts'

/** Columns of the chart. */
const BUCKETS = 60

/**
 * Lines and errors over time: by the clock where most lines carry one that does not run backwards much, else by line number
 * (`at` is then the clock of the bucket's first line, or null). `sparks` count the lines of some templates in the same buckets.
 */
export function bucketsOf(
  mined: Mined,
  numberOf: (i: number) => number,
  wanted: readonly number[],
): { buckets: TimeBucket[]; sparks: Spark[] } {
  const { at, levels, lines } = mined
  const count = levels.length
  const span = clockSpan(at)
  const buckets: (TimeBucket | undefined)[] = []
  const size = Math.max(1, Math.ceil(count / BUCKETS))
  const places = new Map(wanted.map((template, place) => [template, place]))
  const counts = wanted.map(() => new Array<number>(BUCKETS).fill(0))
  for (let i = 0; i < count; i++) {
    const time = at[i] ?? Number.NaN
    const slot = span === null ? Math.floor(i / size) : slotOf(time, span)
    const bucket = buckets[slot]
    const error = (levels[i] ?? 0) >= ERROR ? 1 : 0
    if (bucket) {
      bucket.lines++
      bucket.errors += error
    } else {
      const start = span === null ? time : span.from + slot * span.width
      buckets[slot] = { at: Number.isNaN(start) ? null : start, firstLine: numberOf(i), lines: 1, errors: error }
    }
    const row = counts[places.get(lines[i] ?? -1) ?? -1]
    if (row) row[slot] = (row[slot] ?? 0) + 1
  }
  const all = filled(buckets, span)
  return {
    buckets: all,
    sparks: wanted.map((template, i) => ({ template, counts: (counts[i] ?? []).slice(0, all.length) })),
  }
}

interface Span {
  from: number
  width: number
}

function slotOf(time: number, span: Span): number {
  return Math.min(BUCKETS - 1, Math.max(0, Math.floor((time - span.from) / span.width)))
}

/** First and last clock, or null where the log is better cut by lines: no clock, or one that jumps about. */
function clockSpan(at: Float64Array): Span | null {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  let backwards = 0
  let steps = 0
  let before = Number.NaN
  for (const time of at) {
    if (Number.isNaN(time)) continue
    if (time < from) from = time
    if (time > to) to = time
    if (time < before) backwards++
    if (!Number.isNaN(before)) steps++
    before = time
  }
  if (steps < at.length / 2 || backwards > steps / 10 || to <= from) return null
  return { from, width: (to - from + 1) / BUCKETS }
}

/** Quiet stretches of the clock are buckets too. */
function filled(buckets: readonly (TimeBucket | undefined)[], span: Span | null): TimeBucket[] {
  const out: TimeBucket[] = []
  let line = 1
  for (let slot = 0; slot < buckets.length; slot++) {
    const bucket = buckets[slot]
    if (bucket) line = bucket.firstLine
    out.push(bucket ?? { at: span ? span.from + slot * span.width : null, firstLine: line, lines: 0, errors: 0 })
  }
  return out
}
