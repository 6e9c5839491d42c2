import type { Chart, Moment } from './types.ts'

/** Where a line stands among the buckets, or null where the chart does not hold it. */
export function bucketOfLine(buckets: Chart['buckets'], line: number): number | null {
  let found: number | null = null
  for (const [i, { firstLine, lines }] of buckets.entries()) if (lines > 0 && firstLine <= line) found = i
  return found
}

/** The buckets that are marked: where the cause first shows, and where errors rise. */
export function marksOf(buckets: Chart['buckets'], moments: readonly Moment[]) {
  const of = (kind: Moment['kind']) => {
    const moment = moments.find((one) => one.kind === kind)
    return moment ? bucketOfLine(buckets, moment.line) : null
  }
  return { cause: of('cause'), burst: of('burst') }
}

/** How long one bucket is, in words; null where it is cut by lines. */
export function stretchOf(buckets: Chart['buckets']): string | null {
  const [first, second] = buckets
  if (first?.at == null || second?.at == null) return null
  // Buckets that are cut by lines have clocks too, but no even ones.
  const width = second.at - first.at
  const even = buckets.every(
    ({ at }, i) => at !== null && Math.abs(at - (first.at ?? 0) - i * width) <= 1 + width / 100,
  )
  return even && width > 0 ? durationText(width) : null
}

export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.max(1, Math.round(ms))} ms`
  if (ms < 120_000) return `${trim(ms / 1_000)} s`
  if (ms < 7_200_000) return `${trim(ms / 60_000)} min`
  return `${trim(ms / 3_600_000)} h`
}

const trim = (value: number) => value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '')

/** The outline of columns, as an SVG path of `width` by `height`: thin, stepped, from the baseline up. */
export function stepPath(values: readonly number[], width: number, height: number): string {
  const most = Math.max(1, ...values)
  const column = width / Math.max(1, values.length)
  const y = (value: number) => round(height - (value / most) * (height - 1))
  return values.reduce(
    (path, value, i) => `${path}${i === 0 ? 'M' : 'L'}${round(i * column)} ${y(value)}H${round((i + 1) * column)}`,
    '',
  )
}

const round = (value: number) => Math.round(value * 100) / 100
