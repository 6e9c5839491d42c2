import fc from 'fast-check'
import { expect, it } from 'vitest'
import { redact } from '../redact/redact.ts'
import { numberLines, packLines, unpackLines } from './packed-lines.ts'

it('numbered lines come out as they went in, empty ones and line ends within them too, also by way of another thread', () => {
  const line = fc.record({ number: fc.integer({ min: 1, max: 1_000_000_000 }), text: fc.string({ unit: 'grapheme' }) })
  fc.assert(
    fc.property(fc.array(line), (given) => {
      const lines = given.map(({ number, text }) => ({ number, text: redact(text).text }))
      expect(unpackLines(structuredClone(packLines(lines)))).toEqual(lines)
    }),
  )
  const ends = ['a\nb', '', '\r'].map((text, i) => ({ number: i + 1, text: redact(text).text }))
  expect(unpackLines(packLines(ends))).toEqual(ends)
})

it('lines cut out of one text are those that a split gives, and are packed as if they had been joined', () => {
  const text = fc.array(fc.constantFrom('', ' ', '\t ', '\u00a0', 'a', 'boot failed', 'a\u2028b', 'é'), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(text, fc.nat(3), fc.nat(9), (parts, skipped, after) => {
      const whole = redact(parts.join('\n')).text
      const from = whole.split('\n').slice(0, skipped).join('\n').length + (skipped > 0 ? 1 : 0)
      const expected = (from > whole.length ? [] : whole.slice(from).split('\n'))
        .map((line, i) => ({ number: after + i + 1, text: line }))
        .filter((line) => line.text.trim() !== '')
      const lines = numberLines(whole, from, after)
      expect(lines).toEqual(expected)
      expect(packLines(lines)).toEqual(packLines([...lines]))
      expect(unpackLines(packLines(lines))).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})
