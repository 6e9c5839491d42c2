import { expect, test } from 'vitest'
import { asRedacted } from '../redact/redacted-text.ts'
import { indexLines, splitLines } from './lines.ts'

const split = (text: string) => splitLines(asRedacted(text))

test('a carriage return, a line feed and both together each end one line', () => {
  expect(split('a\r\nb\nc\rd')).toEqual(['a', 'b', 'c', 'd'])
  expect(split('a\r\r\nb\n\nc')).toEqual(['a', '', 'b', '', 'c'])
})

test('the end of the last line begins no other, and no text has no lines', () => {
  expect(split('a\n')).toEqual(['a'])
  expect(split('a\r\n')).toEqual(['a'])
  expect(split('')).toEqual([])
  expect(split('\n')).toEqual([''])
})

test('terminal colours, cursor movements and titles are stripped, and never swallow a line end', () => {
  expect(split('\x1b[31;1mred\x1b[0m\n\x1b]0;title\x07after\n\x1b]0;open\nnext')).toEqual([
    'red',
    'after',
    '\x1b]0;open',
    'next',
  ])
})

test('numbers agree with a naive split for any mixture of line ends', () => {
  let seed = 7
  const pick = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return ['a', 'bc', '\r', '\n', '\r\n', ''][seed % 6] ?? ''
  }
  for (let n = 0; n < 300; n++) {
    const text = Array.from({ length: 30 }, pick).join('')
    const naive = text.split(/\r\n|\n|\r/)
    if (naive.at(-1) === '') naive.pop()
    expect(split(text)).toEqual(naive)
  }
})

test('the table of a long log grows without losing a line', () => {
  const text = asRedacted(Array.from({ length: 50_000 }, (_, i) => String(i)).join('\n'))
  const table = indexLines(text)
  expect(table.count).toBe(50_000)
  expect(table.text.slice(table.starts[49_999], table.ends[49_999])).toBe('49999')
})
