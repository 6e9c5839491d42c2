import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitLines } from '#lib/pipeline/condense/lines.ts'
import { asRedacted } from '#lib/pipeline/redact/redacted-text.ts'
import { indexLog, lineOfOffset, lowerBound } from './line-index.ts'

function linesOf(text: string): string[] {
  const { starts, ends, count } = indexLog(text)
  return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]))
}

describe('indexLog', () => {
  it('ends a line at a line feed, at both together, and at a lone carriage return', () => {
    expect(linesOf('a\nb\r\nc\rd\r\re')).toEqual(['a', 'b', 'c', 'd', '', 'e'])
  })

  it('does not count what follows the last line end', () => {
    expect(linesOf('a\n')).toEqual(['a'])
    expect(linesOf('a\n\n')).toEqual(['a', ''])
    expect(linesOf('')).toEqual([])
  })

  it('numbers lines exactly as the condenser does', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', ' ') }), (text) => {
        expect(linesOf(text)).toEqual(splitLines(asRedacted(text)))
      }),
    )
  })

  it('holds more lines than it first made room for', () => {
    expect(indexLog('\n'.repeat(5_000)).count).toBe(5_000)
  })
})

describe('lineOfOffset', () => {
  const index = indexLog('ab\ncd\n\nef')
  it('finds the line of each offset, line ends included', () => {
    expect([0, 1, 2, 3, 5, 6, 7, 8].map((offset) => lineOfOffset(index, offset))).toEqual([0, 0, 0, 1, 1, 2, 3, 3])
  })
})

describe('lowerBound', () => {
  it('is the place where a value stands or would stand', () => {
    expect([0, 2, 3, 9].map((wanted) => lowerBound([2, 2, 5], wanted))).toEqual([0, 0, 2, 3])
  })
})
