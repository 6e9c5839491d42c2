import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine, paragraphs } from '../plain-text.ts'
import { earliestDay, effectiveProblem, isOpen } from './effective.ts'
import { changesText, isUnchanged, listChanges } from './list-changes.ts'

const NOW = new Date('2026-12-01T10:51:00Z')
const about = (effectiveOn: string | null, topic: 'dpa' | 'security' = 'dpa', promisedDays = 30) =>
  effectiveProblem({ topic, effectiveOn, promisedDays }, NOW)

describe('the day of a notice', () => {
  it('lies thirty whole days ahead, to the hour', () => {
    expect(earliestDay(30, NOW)).toBe('2027-01-01')
    expect(about('2026-12-31')).toBe('It must lie at least 30 days ahead: 2027-01-01 or later.')
    expect(about('2027-01-01')).toBeNull()
    const midnight = new Date('2026-12-01T00:00:00Z')
    expect(effectiveProblem({ topic: 'dpa', effectiveOn: '2026-12-31', promisedDays: 30 }, midnight)).toBeNull()
  })

  it('is not nearer where less is promised, and farther where more is', () => {
    expect(about('2026-12-20', 'dpa', 7)).toContain('30 days')
    expect(about('2027-01-01', 'dpa', 60)).toContain('60 days ahead: 2027-01-31')
  })

  it('is a day of the calendar, within two years; other topics need none', () => {
    for (const day of ['2027-02-30', '27-01-01', 'soon', '', '2027-1-5'])
      expect(about(day), day).toBe('This is no day.')
    expect(about('2202-01-01')).toContain('two years')
    expect([about(null), about(null, 'security'), about('2026-12-02', 'security')]).toEqual([
      'A notice of this kind needs the day.',
      null,
      null,
    ])
  })

  it('is the end of objecting', () => {
    expect([isOpen('2026-12-02', NOW), isOpen('2026-12-01', NOW), isOpen(null, NOW)]).toEqual([true, false, false])
    expect(isOpen('2026-12-02', new Date('2026-12-02T00:00:00Z'))).toBe(false)
  })

  it('takes any text without falling', () => {
    fc.assert(
      fc.property(fc.string(), fc.date({ noInvalidDate: true }), (effectiveOn, now) => {
        effectiveProblem({ topic: 'subprocessors', effectiveOn, promisedDays: 30 }, now)
      }),
    )
  })
})

const firm = (name: string, region = 'Ireland') => ({
  name,
  purpose: 'Mail',
  data: 'Addresses',
  region,
  when: 'On use',
})

describe('the difference of two lists', () => {
  it('tells what is new, changed and gone, by the name of the firm', () => {
    const changes = listChanges([firm('Alpha'), firm('Beta')], [firm('alpha '), firm('Gamma'), firm('Beta', 'France')])
    expect(changesText(changes).split('\n\n')).toEqual([
      'New: Gamma. For: Mail. Sees: Addresses. Where: Ireland. When: On use.',
      expect.stringMatching(/^Changed: Beta\. .*France.*Before: .*Ireland/),
    ])
    expect(changesText(listChanges([firm('Alpha')], []))).toMatch(/^No longer: Alpha\./)
    expect(isUnchanged(listChanges([firm('Alpha'), firm('Beta')], [firm('Beta'), firm('Alpha')]))).toBe(true)
  })
})

describe('text of people', () => {
  it('loses what could end a line of a header or hide, whatever was written', () => {
    expect(oneLine(150).parse('A\r\nBcc: x@y.test\u202e')).toBe('A Bcc: x@y.test')
    expect(paragraphs(99).parse('a\r\n\r\n\r\nb\u0000\u2028c')).toBe('a\n\nb  c')
    expect(oneLine(9).safeParse(' \u200b\n').success).toBe(false)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [line, long] = [oneLine(9_999).safeParse(text), paragraphs(9_999).safeParse(text)]
        if (line.success) expect(line.data).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        if (long.success) expect(long.data.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
