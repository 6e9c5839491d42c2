import { describe, expect, it } from 'vitest'
import type { LedgerLine } from '#lib/data/ledger-entries.ts'
import { balanceOf, refusalsOf } from './balance.ts'

const line = (changes: Partial<LedgerLine>): LedgerLine => ({
  ...{ sourceId: 's', sourceName: 's', sourceKind: 'standard', day: '2026-11-20', accepted: 0, duplicates: 0 },
  ...{ received: 0, analyzing: 0, analyzed: 0, delivered: 0, failed: 0, coalesced: 0, ignored: 0, interrupted: 0 },
  ...{ refusedBusy: 0, refusedRate: 0, missing: 0, malformed: 0, mismatch: 0, stale: 0, unexpected: 0 },
  ...changes,
})
const ENDS = ['analyzed', 'delivered', 'failed', 'coalesced', 'ignored', 'interrupted'] as const

describe('a line of the ledger', () => {
  it.each([...ENDS, 'received', 'analyzing'] as const)('counts what is %s, once', (state) => {
    expect(balanceOf(line({ accepted: 3, [state]: 3 }))).toEqual({ sum: 3, balanced: true })
    expect(balanceOf(line({ accepted: 4, [state]: 3 }))).toEqual({ sum: 3, balanced: false })
  })

  it.each(['duplicates', 'refusedBusy', 'mismatch', 'unexpected'] as const)(
    'names %s beside the sum, not in it',
    (what) => {
      expect(balanceOf(line({ [what]: 5 }))).toEqual({ sum: 0, balanced: true })
      expect(refusalsOf(line({ [what]: 5 }))).toMatchObject([{ count: 5 }])
    },
  )
})
