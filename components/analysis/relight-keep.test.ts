import { expect, it } from 'vitest'
import { redact } from '#lib/pipeline/redact/redact.ts'
import { keepInFile } from './relight-keep.ts'

const LOG = 'first\nfrom a@example.com to b@example.com by c@example.com\nlast d@example.com'
const starts = [0, 6, LOG.lastIndexOf('\n') + 1]
const lineAt = (line: number) => starts[line - 1] ?? 0

it('finds the places of a file that were kept, by their columns in the line as it was sent', () => {
  const { spans } = redact(LOG)
  const emails = spans.filter(({ type }) => type === 'email')
  expect(emails).toHaveLength(4)
  // The first became a placeholder, the second was kept, as was the fourth.
  const sent = '[EMAIL_1]'.length - 'a@example.com'.length
  const column = LOG.indexOf('b@') - 6
  const overrides = [
    { line: 2, type: 'email', start: column + sent, end: column + sent + 13 },
    { line: 3, type: 'email', start: 5, end: 18 },
  ]
  expect(keepInFile(spans, overrides, lineAt)).toEqual([
    { line: 2, type: 'email', start: column, end: column + 13 },
    { line: 3, type: 'email', start: 5, end: 18 },
  ])
})

it('leaves out what fits no place', () => {
  const { spans } = redact(LOG)
  expect(keepInFile(spans, [{ line: 3, type: 'email', start: 4, end: 17 }], lineAt)).toEqual([])
  expect(keepInFile(spans, [{ line: 3, type: 'ip', start: 5, end: 18 }], lineAt)).toEqual([])
  expect(keepInFile(spans, [], lineAt)).toEqual([])
})
