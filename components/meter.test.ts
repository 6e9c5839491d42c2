import { expect, test } from 'vitest'
import { bytesText } from './bytes.ts'
import { stayedPercent } from './meter.tsx'

test('a part that exists is never drawn as nothing', () => {
  expect(stayedPercent(10_000_000, 1)).toBeLessThan(99)
  expect(stayedPercent(1, 10_000_000)).toBeGreaterThan(1)
})

test('nothing is drawn as nothing, and all as all', () => {
  expect(stayedPercent(0, 0)).toBe(0)
  expect(stayedPercent(0, 10)).toBe(0)
  expect(stayedPercent(10, 0)).toBe(100)
  expect(stayedPercent(50, 50)).toBe(50)
})

test('bytes are written with decimal units and keep their unit when they round up', () => {
  expect([0, 999, 1_000, 12_345, 999_400, 999_600, 10_240_000].map(bytesText)).toEqual(
    ['0 B', '999 B', '1.0 kB', '12.3 kB', '999 kB', '1.0 MB', '10.2 MB'].map((text) => text.replace(' ', '\u00a0')),
  )
})
