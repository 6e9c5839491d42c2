import { expect, it } from 'vitest'
import { injectionNotice } from '#lib/pipeline/analyze/injection.ts'
import { injectedLinesIn } from './injection-note.ts'

it('finds the notice of the engine as it is made and as it is stored, and nothing else', () => {
  for (const [lines, words] of [
    [[35], '35'],
    [[3, 9], '3, 9'],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '1, 2, 3, 4, 5, 6, 7, 8 and 2 more'],
  ] as const) {
    const notice = injectionNotice(lines) ?? ''
    expect(injectedLinesIn(notice)).toBe(words)
    expect(injectedLinesIn(notice.replace('AI', '<*>'))).toBe(words)
  }
  expect(injectedLinesIn('The size of the pool.')).toBeNull()
  expect(injectedLinesIn('Line 4 holds no text that helps.')).toBeNull()
})
