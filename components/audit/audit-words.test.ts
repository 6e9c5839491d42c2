import { expect, it } from 'vitest'
import { actionWords, detailWords } from './audit-words.ts'

it('reads an action and its detail as words', () => {
  expect(actionWords('analysis.override_kept')).toEqual({ noun: 'Analysis', verb: 'override kept' })
  expect(actionWords('redaction.settings_changed').noun).toBe('Redaction')
  expect(detailWords({ count: 2, overlapHours: 24, types: ['email', 'ip'], from: { a: 1 } })).toBe(
    'count 2, overlap hours 24, types email, ip, from {"a":1}',
  )
  expect(detailWords({})).toBe('')
  expect(detailWords(null)).toBe('')
})
