import { describe, expect, it } from 'vitest'
import { LEGIBLE, wordsToMask } from './masked-words.ts'
import { type PlacedWord, recognizedText } from './recognized-text.ts'

const box = { x0: 0, y0: 0, x1: 40, y1: 10 }
const line = (text: string, confidence = 90) => ({
  bbox: box,
  words: text.split(' ').map((word) => ({ text: word, confidence, bbox: box })),
})
const masked = (words: readonly PlacedWord[], struck: Parameters<typeof wordsToMask>[1]) =>
  [...wordsToMask(words, struck)].map(({ text }) => text)

describe('the text of a picture', () => {
  it('gives every word its line, its columns and its box in pixels of the picture', () => {
    const read = { bbox: box, words: [{ text: 'ERROR', confidence: 91, bbox: { x0: 20, y0: 40, x1: 120, y1: 60 } }] }
    const { text, words } = recognizedText([line('up 4'), read], 2)
    expect(text).toBe('up 4\nERROR')
    expect(words.at(-1)).toEqual({
      ...{ line: 2, start: 0, end: 5, text: 'ERROR', confidence: 91 },
      box: { x0: 10, y0: 20, x1: 60, y1: 30 },
    })
  })

  it('leaves out words of nothing but marks, and lines of nothing', () => {
    const { text, words } = recognizedText([line('\u202e \u0007'), line('a\u200bb c')], 1)
    expect(text).toBe('ab c')
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [3, 4],
    ])
  })
})

it('an address that was read with a blank in it is one again, and each part of it can be masked', () => {
  for (const torn of ['maria@example. com', 'maria@ example.com', 'maria@example .com', 'maria@mail. example. com']) {
    const { text, words } = recognizedText([line(`sent to ${torn} today`)], 1)
    expect(text).toBe(`sent to ${torn.replaceAll(' ', '')} today`)
    const end = 8 + torn.replaceAll(' ', '').length
    expect(masked(words, [{ line: 1, start: 8, end }])).toEqual(torn.split(' '))
  }
  const { text } = recognizedText([line('see file. com port is up @ 5')], 1)
  expect(text).toBe('see file. com port is up @ 5')
})

describe('words that must not be seen', () => {
  const { words } = recognizedText([line('login maria.lopez@example.com from 10.0.0.1'), line('bye')], 1)

  it('are those that a struck-out passage touches, also in part', () => {
    expect(masked(words, [{ line: 1, start: 6, end: 29 }])).toEqual(['maria.lopez@example.com'])
    expect(masked(words, [{ line: 1, start: 28, end: 31 }])).toEqual(['maria.lopez@example.com', 'from'])
    expect(masked(words, [])).toEqual([])
  })

  it('are those that could not be read', () => {
    const { words: dim } = recognizedText([line('a smudge', LEGIBLE - 1)], 1)
    expect(masked(dim, [])).toEqual(['a', 'smudge'])
  })

  it('are the same value read differently elsewhere: 0 for O, l for 1, one character more', () => {
    const { words: twice } = recognizedText([line('key AKIA0OS1TTL8BX2Q9'), line('again AKIAO0S1TTLBBXZQ9 fine')], 1)
    expect(masked(twice, [{ line: 1, start: 4, end: 21 }])).toEqual(['AKIA0OS1TTL8BX2Q9', 'AKIAO0S1TTLBBXZQ9'])
    const { words: more } = recognizedText([line('doe1@example.com'), line('doelO@example.com other@example.com')], 1)
    expect(masked(more, [{ line: 1, start: 0, end: 16 }])).toEqual(['doe1@example.com', 'doelO@example.com'])
  })

  it('are not short words that look like much else', () => {
    const { words: short } = recognizedText([line('pin 4711'), line('port 4711')], 1)
    expect(masked(short, [{ line: 1, start: 4, end: 8 }])).toEqual(['4711'])
    expect(wordsToMask(short, [{ line: 1, start: 4, end: 8 }]).size).toBe(1)
  })
})
