import { expect, it } from 'vitest'
import { CLAIMS } from '../trust/claim-list.ts'
import type { ClaimStateKind } from '../trust/claim-state.ts'
import { claimView } from '../trust/claim-view.ts'
import { afterBusinessDays } from './business-days.ts'
import { worstOf, writtenCells } from './questionnaire-export.ts'

const now = new Date('2026-11-30T12:00:00Z')
const claimsAs = (kinds: Record<string, ClaimStateKind>) =>
  CLAIMS.map((claim) => {
    const view = claimView(claim, {
      evidence: { kind: 'none' },
      now,
      sourceHash: null,
      trustedKey: null,
      attestations: [],
    })
    const state = { kind: kinds[claim.id] ?? ('verified' as const), detail: 'Passed on 2026-11-29.', goodUntilMs: null }
    return { ...view, state }
  })
const sheet = { name: '', included: true, headerRow: 1, id: 0, question: 1, answer: 2, comment: 3 }
const question = {
  sheet: '',
  row: 2,
  answer: 'Yes',
  comment: 'By rows.',
  claims: ['ISO-01', 'ISO-02'],
  approvedAt: now,
}
const written = (kinds: Record<string, ClaimStateKind>, columns = sheet, of = question) =>
  writtenCells({
    questions: [of],
    layout: { sheets: [columns] },
    claims: claimsAs(kinds),
    url: 'https://l.example',
    now,
  })

it('an answer carries each claim that it rests on, its state and the date', () => {
  const { cells, ...counts } = written({})
  expect(counts).toEqual({ written: 1, held: 0 })
  expect(cells.map(({ text }) => text)).toEqual([
    'Yes',
    'By rows.\nSource: claim ISO-01, verified on 2026-11-30. Passed on 2026-11-29. https://l.example/claims/ISO-01\nSource: claim ISO-02, verified on 2026-11-30. Passed on 2026-11-29. https://l.example/claims/ISO-02',
  ])
})

it('an answer whose claim fails gives no yes, and says why', () => {
  const { cells, ...counts } = written({ 'ISO-02': 'failing' })
  expect(counts).toEqual({ written: 0, held: 1 })
  expect(cells.map(({ column }) => column)).toEqual([3])
  expect(cells[0]?.text).toMatch(/^Held back: a check behind this answer fails. ISO-02: .* We say: By rows\./)
})

it('without a column for words both go into the answer; what nobody approved goes nowhere', () => {
  expect(written({}, { ...sheet, comment: null as never }).cells[0]?.text).toMatch(/^Yes\. By rows\./)
  expect(written({}, sheet, { ...question, approvedAt: null as never }).cells).toEqual([])
})

it('the worst claim speaks for an answer', () => {
  expect(worstOf(['ISO-01', 'ISO-02'], claimsAs({ 'ISO-02': 'stale' }))?.id).toBe('ISO-02')
  expect(worstOf([], claimsAs({}))).toBeNull()
})

it('two business days from a Friday end on Tuesday', () => {
  expect(afterBusinessDays(new Date('2026-11-27T10:00:00Z'), 2).toISOString()).toBe('2026-12-01T10:00:00.000Z')
  expect(afterBusinessDays(new Date('2026-11-28T10:00:00Z'), 2).toISOString()).toBe('2026-12-01T10:00:00.000Z')
})
