import { expect, test } from 'vitest'
import { example } from './example.ts'

test('the example leaves none of its secrets in what would be sent', () => {
  const { excerpt, bytesIn, bytesSent } = example()
  expect(excerpt.map((line) => line.sent)).not.toContain(null)
  const redacted = excerpt.map((line) => line.sent).join('\n')
  for (const secret of ['mara.lind', 'Winter-Harbour-41', '4242 4242']) {
    expect(excerpt.map((line) => line.raw).join('\n')).toContain(secret)
    expect(redacted).not.toContain(secret)
  }
  expect(redacted).toContain('Connection is not available')
  expect(bytesSent).toBeLessThan(bytesIn / 10)
})
