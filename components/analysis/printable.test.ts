import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, printableLine, printableProse } from './printable.ts'

const ESC = '\x1b'

describe('printable', () => {
  it('leaves plain text, tabs and line feeds as they are', () => {
    expect(printable('a\tb\n{"c": [1]} ~')).toBe('a\tb\n{"c": [1]} ~')
  })

  it('keeps letters of every script, emoji and the joiners they need', () => {
    const text = 'naïve 日本 العربية 👩‍💻 می‌خواهم'
    expect(printable(text)).toBe(text)
  })

  it('removes colours, cursor movements and erasures', () => {
    expect(printable(`${ESC}[1;31merror${ESC}[0m: ${ESC}[2K${ESC}[1Adone`)).toBe('error: done')
  })

  it('removes window titles and links, with either terminator', () => {
    expect(printable(`${ESC}]0;owned\x07ok`)).toBe('ok')
    expect(printable(`${ESC}]8;;https://evil.example${ESC}\\click${ESC}]8;;${ESC}\\`)).toBe('click')
  })

  it('removes the eight-bit forms as well', () => {
    expect(printable('\x9b31mred\x9b0m \x9d0;title\x9cok')).toBe('red ok')
  })

  it('ends an unfinished string at the end of its line', () => {
    expect(printable(`${ESC}]0;never closed\nnext line`)).toBe('\nnext line')
  })

  it('shows the words around a carriage return apart, so nothing is hidden by overwriting', () => {
    expect(printable('10%\r20%\r\n30%')).toBe('10% 20% 30%')
  })

  it('removes marks that reorder text', () => {
    expect(printable('user\u202etxt.exe\u202c \u2066x\u2069')).toBe('usertxt.exe x')
  })

  it('removes characters that hide text from a reader', () => {
    const tags = [...'run'].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('')
    expect(printable(`a\u200bb\u00adc\ufeffd${tags}e`)).toBe('abcde')
  })

  it('replaces half of a surrogate pair', () => {
    expect(printable('a\ud83db\x00')).toBe('a\ufffdb')
  })

  it('never leaves a control character, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text))
      }),
    )
  })
})

describe('printableLine', () => {
  it('is one line', () => {
    expect(printableLine('a\n\tb\nc')).toBe('a b c')
  })
})

describe('printableProse', () => {
  it('shows what was masked as the evidence does', () => {
    expect(printableProse('Found <*> errors in\n<*>.py')).toBe('Found ⋯ errors in ⋯.py')
  })
})
