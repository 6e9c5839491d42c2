import { describe, expect, it } from 'vitest'
import { arrivedWhole } from './arrived-whole.ts'

const typed = (before: string, after: string, inputType = 'insertText') => arrivedWhole({ inputType, before, after })

describe('arrivedWhole', () => {
  it('is true for a paste or drop, even of one line', () => {
    expect(typed('', 'one line', 'insertFromPaste')).toBe(true)
    expect(typed('a', 'a one line', 'insertFromDrop')).toBe(true)
  })

  it('is true for several lines in one step', () => {
    expect(typed('', 'a\nb')).toBe(true)
    expect(typed('', 'a\nb', '')).toBe(true)
  })

  it('is false for typing: letters, words from an input method, the Enter key', () => {
    expect(typed('a', 'ab')).toBe(false)
    expect(typed('a\n', 'a\n日本', 'insertCompositionText')).toBe(false)
    expect(typed('a', 'a\n', 'insertLineBreak')).toBe(false)
  })

  it('is false for deleting and for undoing', () => {
    expect(typed('a\nb', 'a', 'deleteContentBackward')).toBe(false)
    expect(typed('', 'a\nb', 'historyUndo')).toBe(false)
  })
})
