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
})
