import { expect, it } from 'vitest'
import { chartSchema } from '../analysis.ts'
import { chartOf } from '../condense/chart-of.ts'
import { condense } from '../condense/condense.ts'
import { redact } from '../redact/redact.ts'
import { guardChart } from './guard-chart.ts'

const LOG = [
  ...Array.from(
    { length: 90 },
    (_, i) => `2026-11-20T02:14:${10 + (i % 50)}Z INFO Annabel Quist opened folder Rosewood-${i}`,
  ),
  '2026-11-20T02:15:01Z ERROR Annabel Quist lost folder Rosewood: connection refused',
  ...Array.from({ length: 9 }, () => '2026-11-20T02:15:02Z ERROR connection refused by Rosewood'),
].join('\n')
const chart = chartOf(condense(redact(LOG).text))

it('counts every line in one bucket, and in the spark of its template', () => {
  expect(chartSchema.parse(chart)).toEqual(chart)
  expect(chart.lines).toBe(100)
  expect(chart.buckets.reduce((sum, { lines }) => sum + lines, 0)).toBe(100)
  expect(chart.buckets.reduce((sum, { errors }) => sum + errors, 0)).toBe(10)
  for (const { count, spark } of chart.templates) {
    expect(spark).toHaveLength(chart.buckets.length)
    expect(spark.reduce((sum, n) => sum + n, 0)).toBe(count)
  }
})

it('keeps counts as they are and no word of a line that is not ours, and changes nothing the second time', () => {
  const guarded = guardChart(chart, [])
  expect(guarded.buckets).toEqual(chart.buckets)
  expect(JSON.stringify(guarded)).toContain('connection refused')
  for (const word of ['Annabel', 'Quist', 'Rosewood']) expect(JSON.stringify(guarded)).not.toContain(word)
  expect(guardChart(guarded, [])).toEqual(guarded)
  const rows = guarded.templates.map(({ template }) => template)
  expect(new Set(rows).size).toBe(rows.length)
})

it('is empty for an empty log', () => {
  expect(guardChart(chartOf(condense(redact('').text)), []).templates).toEqual([])
})
