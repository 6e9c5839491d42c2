import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultPolicy } from './policy.ts'
import { Run } from './run.ts'
import { scanTo, startScan } from './scan.ts'

/** What numbers, addresses and words are made of, so that every cut falls into the middle of one. */
const PIECES =
  '4111 1111 1111 1111|4111111111111111|219-09-9998|DE89370400440532013000|81.2.69.160|2a02:8071:b5c1::7c8d|3c:5a:b4:12:34:56|3c-5a-b4-12-34-56|+49 30 901820|phone 655 437 108|(030) 901820|call |2026-11-20T02:14:07Z|joe@example.com|password=|hunter2|token: |a1b2c3d4e5f6a7b8c9d0|https://u:p4ss@h/| |\n|é|💥|12|.|:|-|::'.split(
    '|',
  )

function findings(text: string, cuts: readonly number[]): string[] {
  const run = new Run(text, defaultPolicy, new Set())
  const state = startScan()
  for (const cut of [...cuts].sort((a, b) => a - b)) if (cut > state.at && cut < text.length) scanTo(run, state, cut)
  scanTo(run, state, text.length)
  const found = run.candidates
  return Array.from(
    { length: found.length },
    (_, i) =>
      `${found.startAt(i)} ${found.endAt(i)} ${found.typeAt(i).id} ${text.slice(found.startAt(i), found.endAt(i))}`,
  )
}

it('finds the same in one piece and cut anywhere', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.nat(400), { maxLength: 40 }), (log, cuts) => {
      expect(findings(log, cuts)).toEqual(findings(log, []))
    }),
    { numRuns: 1_500, seed: 20_261_121 },
  )
})

it('reads every number of a text that is cut at every character', () => {
  const log = PIECES.join(' ')
  const everywhere = Array.from({ length: log.length }, (_, i) => i)
  expect(findings(log, everywhere)).toEqual(findings(log, []))
  expect(findings(log, []).length).toBeGreaterThan(10)
})
