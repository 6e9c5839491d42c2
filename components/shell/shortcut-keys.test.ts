import { describe, expect, it } from 'vitest'
import { createSequence, isSingleKey, keyName } from './shortcut-keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

describe('keyName', () => {
  it('takes Ctrl and ⌘ with Enter as the same', () => {
    expect([press('Enter', { ctrlKey: true }), press('Enter', { metaKey: true })]).toEqual(['mod+enter', 'mod+enter'])
    expect(press('Enter')).toBeNull()
  })

  it('leaves every other combination to the browser', () => {
    expect([press('k', { ctrlKey: true }), press('j', { altKey: true }), press('Shift')]).toEqual([null, null, null])
  })

  it('names characters by what they print', () => {
    expect([press('?'), press('j'), press('Escape')]).toEqual(['?', 'j', 'escape'])
  })
})

describe('isSingleKey', () => {
  it('is what must not fire while somebody types', () => {
    expect(['j', '?', 'mod+enter', 'escape'].map(isSingleKey)).toEqual([true, true, false, false])
  })
})

describe('createSequence', () => {
  it('joins two keys within a second, and not later', () => {
    let at = 0
    const next = createSequence(() => at)
    next('g')
    at = 900
    expect(next('h')).toEqual(['g h', 'h'])
    at = 2_000
    expect(next('a')).toEqual(['a'])
  })
})
