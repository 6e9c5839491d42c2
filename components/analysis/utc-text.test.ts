import { expect, it } from 'vitest'
import { utcText } from './utc-text.ts'

it('reads the same whatever the zone of the machine', () => {
  expect(utcText('2026-11-20T23:59:58.999+02:00')).toBe('2026-11-20 21:59:58 UTC')
  expect(utcText(new Date(Date.UTC(2026, 0, 2, 3, 4)), 'minutes')).toBe('2026-01-02 03:04 UTC')
})
