import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { asRedacted } from '../redact/redacted-text.ts'
import { guardDiagnosis, maskTemplate, storedDiagnosisSchema } from './guard-analysis.ts'

function logOf(lines: readonly string[]): CondensedLog {
  return {
    lines: lines.map((text, i) => ({ number: i + 1, text: asRedacted(text), template: i, at: null, level: 'unknown' })),
    templates: lines.map((text, i) => ({
      template: asRedacted(text),
      count: 1,
      firstLine: i + 1,
      lastLine: i + 1,
      level: 'unknown',
      sample: asRedacted(text),
    })),
    buckets: [],
    linesIn: lines.length,
    tokens: 0,
    text: asRedacted(lines.map((text, i) => `${i + 1}\t${text}`).join('\n')),
  }
}

/** A diagnosis that says `text` wherever a string may stand. */
function saying(text: string): Diagnosis {
  const action = { description: text, command: text, risk: 'read_only' as const }
  return {
    title: text.slice(0, 200),
    summary: text,
    category: 'unknown',
    verdict: 'action_required',
    decision: { kind: 'act', reason: text, involve: text.slice(0, 200) },
    confidence: 0.5,
    confidenceReasons: [text.slice(0, 300)],
    component: text.slice(0, 200),
    rootCauses: [
      {
        summary: text,
        confidence: 0.5,
        component: text.slice(0, 200),
        kind: 'cause',
        evidence: [{ line: 1, template: text, count: 1, quote: text }],
      },
    ],
    timeline: [{ line: 1, at: text.slice(0, 40), label: text.slice(0, 300), kind: 'cause' }],
    actions: [action],
    ruledOut: [{ hypothesis: text.slice(0, 300), reason: text }],
    dataGaps: [text.slice(0, 300)],
    killTest: action,
  }
}

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
