import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, dueOf, dueOfWeakness, extendedDue } from './due.ts'
import type { RIGHTS_OF } from './kinds.ts'

const at = (text: string) => new Date(`${text}:00Z`)
const iso = (date: Date | null | undefined) => date?.toISOString().slice(0, 16)
const rights = (regime: 'gdpr' | 'ccpa', right: (typeof RIGHTS_OF)['ccpa'][number], received: string) =>
  dueOf({ kind: 'data_rights', regime, right }, at(received))

describe('a date of the GDPR', () => {
  it.each([
    ['2026-12-01T10:51', '2027-01-01T10:51', '2027-03-01T10:51'],
    ['2027-01-31T10:00', '2027-02-28T10:00', '2027-04-30T10:00'],
    ['2027-12-31T23:59', '2028-01-31T23:59', '2028-03-31T23:59'],
    ['2028-01-31T00:00', '2028-02-29T00:00', '2028-04-30T00:00'],
    // Not from the shortened February: the two further months are counted from the receipt as well.
    ['2026-11-30T12:00', '2026-12-30T12:00', '2027-02-28T12:00'],
  ])('for %s is one month later, and three with more time', (received, due, extended) => {
    expect(iso(rights('gdpr', 'access', received).dueAt)).toBe(due)
    expect(iso(extendedDue('gdpr', 'access', at(received)))).toBe(extended)
    expect(rights('gdpr', 'access', received).firstDueAt).toBeNull()
  })

  it('never lies after the last day of the month that the law means', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: at('2000-01-01T00:00'), max: at('2099-01-01T00:00') }),
        (received) => {
          const due = addMonths(received, 1)
          const months =
            (due.getUTCFullYear() - received.getUTCFullYear()) * 12 + due.getUTCMonth() - received.getUTCMonth()
          expect(months).toBe(1)
          expect(due.getUTCDate()).toBeLessThanOrEqual(received.getUTCDate())
          expect(due.getTime() % 86_400_000).toBe(received.getTime() % 86_400_000)
        },
      ),
    )
  })
})

describe('a date of the CCPA', () => {
  it('is 10 business days to confirm, 45 days to answer, 90 in all', () => {
    const { firstDueAt, dueAt } = rights('ccpa', 'deletion', '2026-12-01T09:00')
    expect([iso(firstDueAt), iso(dueAt)]).toEqual(['2026-12-15T09:00', '2027-01-15T09:00'])
    expect(iso(extendedDue('ccpa', 'deletion', at('2026-12-01T09:00')))).toBe('2027-03-01T09:00')
  })

  it('is 15 business days for opting out, without more', () => {
    const { firstDueAt, dueAt } = rights('ccpa', 'opt_out', '2026-12-01T09:00')
    expect([firstDueAt, iso(dueAt)]).toEqual([null, '2026-12-22T09:00'])
    expect(extendedDue('ccpa', 'opt_out', at('2026-12-01T09:00'))).toBeNull()
  })
})

describe('other dates', () => {
  it('are two business days', () => {
    const asked = { kind: 'baa', regime: null, right: null } as const
    expect(iso(dueOf(asked, at('2026-12-04T09:00')).dueAt)).toBe('2026-12-08T09:00')
  })

  it('of a weakness are a day for the first answer, and follow the severity', () => {
    const times = { disclosureAcknowledgedHours: 24, criticalFixAimHours: 72, publishDays: 90 }
    const plain = dueOfWeakness(at('2026-12-04T09:00'), times)
    expect([iso(plain.firstDueAt), iso(plain.dueAt)]).toEqual(['2026-12-05T09:00', '2027-03-04T09:00'])
    expect(iso(dueOfWeakness(at('2026-12-04T09:00'), times, 'critical').dueAt)).toBe('2026-12-07T09:00')
  })
})
