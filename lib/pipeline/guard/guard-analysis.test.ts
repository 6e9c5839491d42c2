import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../analysis.ts'
import { logOf, saying } from './example-diagnosis.ts'
import { guardDiagnosis, maskTemplate, storedDiagnosisSchema } from './guard-analysis.ts'

const stored = (diagnosis: Diagnosis, lines: readonly string[], phrases: readonly string[] = []) =>
  JSON.stringify(guardDiagnosis(diagnosis, logOf(lines), phrases))

const HIKARI = 'ERROR HikariPool-1 Connection is not available, request timed out after 30001ms'

describe('what is kept of a template', () => {
  it('keeps the words of the failure and masks the rest, as the house says', () => {
    expect(maskTemplate(HIKARI)).toBe('ERROR <*> Connection is not available, request timed out after <*>')
  })

  it('keeps no word of a line made of everyday English', () => {
    const line = 'the quiet gardener walked along the river before breakfast with her brother'
    expect(maskTemplate(line)).toBe('<*>')
  })
})

describe('what is kept of a diagnosis', () => {
  it('keeps a marker word of the evidence line in no field', () => {
    const line = `${HIKARI} zanzibarmarker`
    expect(stored(saying(line), [line])).not.toMatch(/zanzibar/i)
  })

  it('drops the quotes and has the stored shape', () => {
    const kept = guardDiagnosis(saying(HIKARI), logOf([HIKARI]), [])
    expect(storedDiagnosisSchema.strict().safeParse(kept).success).toBe(true)
    expect(JSON.stringify(kept)).not.toContain('quote')
  })

  it('prefers the masked line to the mined template, since it shows codes and small numbers', () => {
    const line = '1 of 10 tests failed with exit code 101'
    const diagnosis = saying('')
    const [cause] = diagnosis.rootCauses
    const evidence = [{ line: 1, template: '<*> of <*> tests failed with exit code <*>', count: 1, quote: line }]
    const kept = guardDiagnosis({ ...diagnosis, rootCauses: cause ? [{ ...cause, evidence }] : [] }, logOf([line]), [])
    expect(kept.rootCauses[0]?.evidence[0]?.template).toBe(line)
  })

  it('takes no time from the log that is not an instant', () => {
    const timeline = [{ line: 1, at: 'zanzibarmarker', label: '', kind: 'cause' as const }]
    expect(guardDiagnosis({ ...saying(''), timeline }, logOf([]), []).timeline[0]?.at).toBeNull()
  })

  it('writes no field that is not named', () => {
    const extra = { ...saying(''), prompt: 'zanzibarmarker' }
    expect(stored(extra, [])).not.toContain('zanzibar')
  })
})

describe('what is kept of prose', () => {
  const summaryOf = (summary: string, lines: readonly string[], phrases: readonly string[] = []) =>
    guardDiagnosis({ ...saying(''), summary }, logOf(lines), phrases).summary

  it('keeps words that the log does not hold, and masks those it holds', () => {
    const lines = ['WARN Marisol rebooted the grand piano']
    expect(summaryOf('The grand finale: Marisol broke it, gently.', lines)).toBe(
      'The <*> finale: <*> broke it, gently.',
    )
  })

  it('keeps a published phrase whole, even where the log holds its words', () => {
    const lines = ['the moon is made of cheese, says Marisol']
    const phrases = ['the moon is made of {what}', 'gruyere']
    expect(summaryOf('Here the moon is made of cheese.', lines, phrases)).toBe('Here the moon is made of <*>.')
    expect(summaryOf('Here the moon is made of cheese.', lines)).toBe('Here <*>.')
  })

  it('keeps the components that it keeps elsewhere', () => {
    const lines = ['level=error service=ledgerbook user=marisol msg="request failed"']
    const kept = guardDiagnosis(
      { ...saying(''), component: 'ledgerbook', summary: 'The service ledgerbook failed for marisol.' },
      logOf(lines),
      [],
    )
    expect([kept.component, kept.summary]).toEqual(['ledgerbook', 'The service ledgerbook failed for <*>.'])
  })

  it('keeps numbers of lines and counts, and no other long number', () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => `request ${i + 1} of 8731 failed`)
    expect(summaryOf('First at line 2759, 2999 lines in all, for 8731.', lines)).toBe(
      'First at line 2759, 2999 lines in all, for <*>.',
    )
  })

  it('does not join masks over the end of a sentence', () => {
    expect(summaryOf('It names Marisol. Marisol called.', ['Marisol called'])).toBe('It names <*>. <*> called.')
  })

  it('judges a quoted run by itself, like a template', () => {
    const line = 'we walk to the next table and see the show with our friends'
    expect(summaryOf(`The connection failed: ${line}`, [line])).toBe('The connection failed: <*>')
  })

  it('masks scripts it cannot compare, keys and encodings, whether the log holds them or not', () => {
    const key = `${'QUJD'.repeat(8)}123`
    expect(summaryOf(`Seen: Мария, zаnzibar, ${key}`, [])).toBe('Seen: <*>')
  })

  it('cuts what masks made too long before a word', () => {
    const words = Array.from({ length: 400 }, (_, i) => `q${String.fromCharCode(97 + (i % 26))} disk`).join(' ')
    const kept = summaryOf(words.slice(0, 2_000), [words])
    expect(kept.length).toBeLessThanOrEqual(2_000)
    expect(kept.endsWith('<*>')).toBe(true)
  })
})
