import { describe, expect, it } from 'vitest'
import { hintOf, isKeyText, KEY_PREFIX, makeKeyText } from './key-text.ts'

describe('the text of a key', () => {
  it('is new each time, has one length and passes its own check', () => {
    const keys = Array.from({ length: 500 }, makeKeyText)
    expect(new Set(keys).size).toBe(500)
    for (const key of keys) {
      expect(key).toMatch(/^lethe_live_[0-9A-Za-z]{49}$/)
      expect(isKeyText(key)).toBe(true)
      expect(hintOf(key)).toMatch(/^[0-9A-Za-z]{4}$/)
    }
  })

  it('is refused with one character changed, two swapped, one missing or one more', () => {
    const key = makeKeyText()
    let refused = 0
    for (let at = KEY_PREFIX.length; at < key.length; at++) {
      const other = key[at] === 'x' ? 'y' : 'x'
      expect(isKeyText(`${key.slice(0, at)}${other}${key.slice(at + 1)}`)).toBe(false)
      refused++
    }
    expect(refused).toBe(49)
    expect(isKeyText(key.slice(0, -1))).toBe(false)
    expect(isKeyText(`${key}x`)).toBe(false)
    expect(isKeyText(`${key}\n`)).toBe(false)
    expect(isKeyText(key.toLowerCase())).toBe(false)
    expect(isKeyText('')).toBe(false)
  })
})
