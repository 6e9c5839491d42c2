import { describe, expect, it } from 'vitest'
import { type Diagnosis, diagnosisSchema } from '../analysis.ts'
import { condense } from '../condense/condense.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { redact } from '../redact/redact.ts'
import { asRedacted } from '../redact/redacted-text.ts'
import { INCIDENTS } from './cases/incidents.ts'
import { JAVASCRIPT_JOBS } from './cases/javascript-jobs.ts'
import { NATIVE_JOBS } from './cases/native-jobs.ts'
import { OPERATIONS_JOBS } from './cases/operations-jobs.ts'
import { PYTHON_JOBS } from './cases/python-jobs.ts'
import { diagnosisOf } from './cases/read-case.ts'
import { SCRIPTING_JOBS } from './cases/scripting-jobs.ts'
import { diagnose } from './diagnose.ts'

const LOGS = [
  ...JAVASCRIPT_JOBS,
  ...PYTHON_JOBS,
  ...NATIVE_JOBS,
  ...SCRIPTING_JOBS,
  ...OPERATIONS_JOBS,
  ...INCIDENTS,
].map(({ log }) => log)
const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()
const condensed = (text: string): CondensedLog => condense(redact(text).text, { budgetTokens: 4_000, now: 0 })

/** A generator with a seed (mulberry32): the same mutations in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const JUNK = [
  '\u0000',
  '\ud800',
  '\u202e',
  '\ufeff',
  '[',
  ']',
  '{{',
  '}}',
  '##[error]',
  '##[group]Run ',
  '<*>',
  '[EMAIL_1]',
  '\t',
  '9'.repeat(300),
  '('.repeat(80),
  '🙂',
  '\\',
  '%s',
  '^[[31m',
]

function mutated(log: string, next: (below: number) => number): string {
  const lines = log.split('\n')
  for (let n = 1 + next(4); n > 0; n--) {
    const at = next(lines.length)
    const line = lines[at] ?? ''
    const cut = next(line.length + 1)
    const kind = next(6)
    if (kind === 0) lines.splice(at, 1)
    else if (kind === 1) lines.splice(at, 0, lines[next(lines.length)] ?? '')
    else if (kind === 2) lines[at] = line.slice(0, cut)
    else if (kind === 3) lines[at] = line.slice(cut)
    else if (kind === 4) lines[at] = line.slice(0, cut) + (JUNK[next(JUNK.length)] ?? '') + line.slice(cut)
    else lines[at] = line.repeat(1 + next(60))
  }
  return lines.join('\n')
}

/** Quotes of an answer that do not stand in the line they cite. */
function strayQuotes(answer: Diagnosis, log: CondensedLog): string[] {
  const texts = new Map<number, string>(log.templates.map(({ firstLine, sample }) => [firstLine, sample]))
  for (const { number, text } of log.lines) texts.set(number, text)
  return answer.rootCauses.flatMap(({ evidence }) =>
    evidence.flatMap(({ line, quote }) =>
      quote && fold(texts.get(line) ?? '').includes(fold(quote)) ? [] : [`${line}: ${quote}`],
    ),
  )
}

describe('diagnose', () => {
  it('is valid, grounded and never throws on 1,000 mutated logs', () => {
    const next = seeded(20261121)
    for (let i = 0; i < 1_000; i++) {
      const log = condensed(mutated(LOGS[i % LOGS.length] ?? '', next))
      const answer = diagnose(log)
      expect(diagnosisSchema.safeParse(answer).error?.issues).toBeUndefined()
      expect(strayQuotes(answer, log)).toEqual([])
      expect(answer.timeline.every(({ line }) => line >= 1 && line <= log.linesIn)).toBe(true)
      for (const cause of answer.rootCauses) expect(cause.evidence.length).toBeGreaterThan(0)
    }
  }, 30_000)

  it('gives the same answer to the same log', () => {
    for (const log of LOGS) expect(diagnosisOf(log)).toEqual(diagnosisOf(log))
  })

  it('answers empty, short and odd input without a cause it cannot show', () => {
    for (const text of [
      '',
      '\n\n\n',
      'a',
      '\u0000',
      '\r\r\r',
      'x'.repeat(50_000),
      '<*>',
      '[SECRET_1]',
      '##[group]Run x',
      '##[error]',
    ]) {
      const answer = diagnose(condensed(text))
      expect(diagnosisSchema.safeParse(answer).success).toBe(true)
      expect(answer.confidence).toBeLessThan(0.5)
      expect(['inconclusive', 'no_action']).toContain(answer.verdict)
    }
  })

  it('says inconclusive, with gaps, where a job ends in failure without a reason', () => {
    const answer = diagnosisOf(
      '##[group]Run ./go.sh\n./go.sh\nshell: /usr/bin/bash -e {0}\n##[endgroup]\nreading input\nwriting output\n##[error]Process completed with exit code 3.',
    )
    expect([answer.category, answer.verdict, answer.decision.kind]).toEqual(['unknown', 'inconclusive', 'escalate'])
    expect(answer.rootCauses[0]?.evidence.map(({ quote }) => quote)).toContain('writing output')
    expect(answer.dataGaps.length).toBeGreaterThan(0)
    expect(answer.confidence).toBeLessThan(0.35)
  })

  it('follows the thresholds it is given', () => {
    const log = condensed(PYTHON_JOBS[0]?.log ?? '')
    expect(diagnose(log, { thresholds: { act: 0.5 } }).decision.kind).toBe('act')
    expect(diagnose(log, { thresholds: { act: 0.95 } }).decision.kind).toBe('escalate')
    expect(diagnose(log, { thresholds: { act: 0.97, escalate: 0.96 } }).verdict).toBe('inconclusive')
  })

  it('prefers the cause beneath a failing test over the test', () => {
    const test = (PYTHON_JOBS[0]?.log ?? '').replace(
      'E       assert 10.01 == 10.0',
      "E   requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.example.org', port=443): Max retries exceeded with url: /rates",
    )
    expect(diagnosisOf(test).category).toBe('network')
  })

  it('does not take what a step only shows for what it printed', () => {
    const shown =
      '##[group]Run if ! ./x; then echo "No space left on device"; fi\nif ! ./x; then echo "No space left on device"; fi\nshell: /usr/bin/bash -e {0}\nenv:\n  MSG: out of memory, OOMKilled\n##[endgroup]\nsrc/a.py:1:8: F401 [*] `os` imported but unused\n##[error]Process completed with exit code 1.'
    expect(diagnosisOf(shown).category).toBe('lint_failure')
  })

  it('does not take what happens after the failure for its cause', () => {
    const after = `${PYTHON_JOBS[0]?.log}\n##[group]Run codecov/codecov-action@v4\nwith:\n  flags: unit\n##[endgroup]\nError: 503 Service Unavailable\n##[error]Codecov: Failed to properly upload report`
    expect(diagnosisOf(after).category).toBe('test_failure')
  })

  it('keeps every sentence free of line breaks and doubled stops', () => {
    for (const log of LOGS) {
      const { title, summary } = diagnosisOf(log)
      expect(`${title} ${summary}`).not.toMatch(/\n|\.\. |\.;|\{\w+\|/)
      expect(title).not.toBe('')
    }
  })

  it('takes lines of any length', () => {
    const long = asRedacted(
      `${'a b '.repeat(20_000)}\nsrc/a.c:1:2: error: ${'x'.repeat(20_000)}\nmake: *** [all] Error 1`,
    )
    expect(diagnose(condense(long, { budgetTokens: 60_000, now: 0 })).category).toBe('compile_error')
  })
})

describe('a code in a line that no signature knows', () => {
  const logOf = (error: string) =>
    Array.from(
      { length: 30 },
      (_, i) => `2026-11-20T02:10:${10 + i}Z ${i === 20 ? `ERROR ${error}` : `INFO ledger entry ${i} kept`}`,
    ).join('\n')

  it.each([
    ['ledger: quux of 12 bytes gave ENXIO, giving the shelf back', 'infrastructure', 'ENXIO'],
    ['ledger: the shelf answered SQLSTATE 42501 to us', 'permission_or_secret', '42501'],
    ['ledger: shelf said code = Unimplemented when asked', 'code_defect', 'UNIMPLEMENTED'],
  ])('is explained: %s', (error, category, code) => {
    const answer = diagnosisOf(logOf(error))
    expect([answer.category, answer.title]).toEqual([category, expect.stringContaining(code)])
    expect(answer.confidence).toBeLessThanOrEqual(0.55)
  })

  it('leaves lines without one to an answer of no known class', () => {
    expect(diagnosisOf(logOf('ledger: the shelf is not where it was')).category).toBe('unknown')
  })
})
