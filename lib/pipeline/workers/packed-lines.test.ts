import fc from 'fast-check'
import { expect, it } from 'vitest'
import { redact } from '../redact/redact.ts'
import { packLines, unpackLines } from './packed-lines.ts'

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
