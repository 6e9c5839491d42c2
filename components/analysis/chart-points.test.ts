import { expect, it } from 'vitest'
import { bucketOfLine, durationText, marksOf, stepPath, stretchOf } from './chart-points.ts'

const bucket = (at: number | null, firstLine: number, lines = 1, errors = 0) => ({ at, firstLine, lines, errors })
const BUCKETS = [bucket(0, 1, 4), bucket(2_000, 5, 0), bucket(4_000, 5, 3, 3), bucket(6_000, 8, 2)]

it('finds the bucket of a line, never an empty one', () => {
  expect([1, 4, 5, 7, 8, 99].map((line) => bucketOfLine(BUCKETS, line))).toEqual([0, 0, 2, 2, 3, 3])
  expect(bucketOfLine([], 3)).toBeNull()
})

it('marks the cause and the burst, and nothing else', () => {
  const moment = (kind: 'cause' | 'burst' | 'end', line: number) => ({ kind, line, at: null, label: '' })
  expect(marksOf(BUCKETS, [moment('end', 8), moment('burst', 6), moment('cause', 4)])).toEqual({ cause: 0, burst: 2 })
  expect(marksOf(BUCKETS, [])).toEqual({ cause: null, burst: null })
})

it('says how long a bucket is only where all are equally long', () => {
  expect(stretchOf(BUCKETS)).toBe('2 s')
  expect(stretchOf([bucket(0, 1), bucket(2_000, 2), bucket(9_000, 3)])).toBeNull()
  expect(stretchOf([bucket(null, 1), bucket(null, 2)])).toBeNull()
  expect([0.4, 950, 1_500, 90_000, 600_000, 9_000_000].map(durationText)).toEqual([
    ...['1 ms', '950 ms', '1.5 s', '90 s', '10 min', '2.5 h'],
  ])
})

it('draws one step for each value, the highest at the top', () => {
  expect(stepPath([0, 2], 10, 5)).toBe('M0 5H5L5 1H10')
  expect(stepPath([], 10, 5)).toBe('')
})
