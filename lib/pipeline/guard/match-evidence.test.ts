import { expect, it } from 'vitest'
import { condense } from '../condense/condense.ts'
import { splitLines } from '../condense/lines.ts'
import { redact } from '../redact/redact.ts'
import { maskTemplate } from './mask-template.ts'
import { type KeptEvidence, matchEvidence } from './match-evidence.ts'
import { messagePart } from './message-part.ts'

const LOG = [
  '2026-11-20T02:14:01Z INFO started',
  '2026-11-20T02:14:02Z ERROR Connection is not available, request timed out after 30001ms',
  '2026-11-20T02:14:03Z ERROR Connection is not available, request timed out after 30002ms',
].join('\n')

/** A stand-in for the HMAC: what matters is that equal lines have equal ones. */
const hashOf = (text: string) => `hash of ${text}`
const match = (text: string, evidence: readonly KeptEvidence[]) => {
  const { text: redacted } = redact(text)
  const lines = splitLines(redacted)
  return matchEvidence(evidence, { log: condense(redacted), textAt: (line) => lines[line - 1], hashOf, phrases: [] })
}
const cited = LOG.split('\n')[1] ?? ''
const kept: KeptEvidence = { line: 2, template: storedTemplate(LOG, 2), hash: hashOf(cited) }

/** As a diagnosis that cites this line is stored. */
function storedTemplate(text: string, line: number): string {
  const log = condense(redact(text).text)
  const { template } = log.templates[log.lines.find(({ number }) => number === line)?.template ?? 0] ?? { template: '' }
  return maskTemplate(messagePart(splitLines(redact(text).text)[line - 1] ?? '', template))
}

it('finds the same line at its number', async () => {
  expect(await match(LOG, [kept])).toEqual([{ line: 2, found: 'exact', at: 2 }])
})

it('finds the same line elsewhere, but no line that is only alike under the same number', async () => {
  expect(await match(`one before\n${LOG}`, [kept])).toEqual([{ line: 2, found: 'moved', at: 3 }])
  const swapped = [0, 2, 1].map((i) => LOG.split('\n')[i]).join('\n')
  expect(await match(swapped, [kept])).toEqual([{ line: 2, found: 'moved', at: 3 }])
})

it('finds a line of the same template where the rules or the values changed, and says that it is no more than that', async () => {
  const later = LOG.replaceAll('30001', '30777').replaceAll('30002', '31002')
  expect(await match(later, [kept])).toEqual([{ line: 2, found: 'shape', at: 2 }])
  expect(await match(LOG, [{ ...kept, hash: 'of other rules' }])).toEqual([{ line: 2, found: 'shape', at: 2 }])
})

it('finds nothing in another log, and survives an empty one', async () => {
  expect(await match('all is well\nand quiet', [kept])).toEqual([{ line: 2, found: 'missing', at: null }])
  expect(await match('', [kept])).toEqual([{ line: 2, found: 'missing', at: null }])
  expect(await match(LOG, [])).toEqual([])
})
