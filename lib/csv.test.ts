import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvRow } from './csv.ts'

it('leaves plain cells plain and quotes what needs it', () => {
  expect(csvRow(['plain', 1, -2.5, true, null, new Date(0), 'a,b', 'say "x"', 'two\nlines'])).toBe(
    'plain,1,-2.5,true,,1970-01-01T00:00:00.000Z,"a,b","say ""x""","two\nlines"\r\n',
  )
})

it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '=HYPERLINK("x")'])(
  'lets no spreadsheet compute %j',
  (text) => {
    expect(csvRow([text])).toMatch(/^"?'/)
  },
)

it('writes one row for whatever a cell holds', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
      const row = csvRow(cells)
      const outside = row.replace(/"(?:[^"]|"")*"/g, '')
      expect(outside.split(',')).toHaveLength(cells.length)
      expect(outside.trimEnd()).not.toMatch(/[\r\n"]/)
      for (const cell of outside.split(',')) expect(cell).not.toMatch(/^[=+\-@]/)
    }),
  )
})
