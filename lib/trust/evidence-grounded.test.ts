import { describe, expect, test } from 'vitest'
import type { Diagnosis } from '../pipeline/analysis.ts'
import { condense } from '../pipeline/condense/condense.ts'
import { diagnose } from '../pipeline/diagnose/diagnose.ts'
import { redact } from '../pipeline/redact/redact.ts'

// The check of claim AI-01: what a cause cites is looked up in the log that was given, by code that knows nothing of the engine.

const FAILURES = [
  ['ERROR orders HikariPool-1 - Connection is not available, request timed out after 30001ms.'],
  ['ERROR api java.lang.OutOfMemoryError: Java heap space', 'ERROR api shutting down after fatal error'],
  ['ERROR gateway getaddrinfo ENOTFOUND payments.internal.example'],
  ['ERROR disk write failed: No space left on device'],
] as const
const PLACES = [3, 120, 640, 990]

function logWith(failure: readonly string[], place: number): string {
  const lines = Array.from({ length: 1_000 }, (_, i) => `INFO http GET /orders/${1_000 + i} 200 ${(i * 31) % 190}ms`)
  lines.splice(place, failure.length, ...failure)
  const clock = (i: number) =>
    `2026-11-20T07:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}Z`
  return lines.map((line, i) => `${clock(i)} ${line}`).join('\n')
}

/** Citations that do not stand in `lines`: a number outside the log, a template with words the line has not, a false quote. */
function ungrounded(diagnosis: Diagnosis, lines: readonly string[]): string[] {
  return diagnosis.rootCauses.flatMap((cause) => {
    const faults = cause.evidence.flatMap(({ line, template, quote }) => {
      const text = lines[line - 1]
      if (text === undefined) return [`line ${line} is not in the log`]
      const strange = template
        .split('<*>')
        .map((part) => part.trim())
        .filter((part) => !text.includes(part))
      if (strange.length > 0) return [`line ${line} does not say ${strange.join(', ')}`]
      return quote !== undefined && !text.includes(quote.trim()) ? [`line ${line} is misquoted`] : []
    })
    return cause.evidence.length === 0 ? [`"${cause.summary}" cites nothing`] : faults
  })
}

function run(raw: string): { diagnosis: Diagnosis; lines: string[] } {
  const { text } = redact(raw)
  return { diagnosis: diagnose(condense(text)), lines: text.split('\n') }
}

const CASES = FAILURES.flatMap((failure) => PLACES.map((place) => [failure[0], place, failure] as const))

describe('every cause points at lines that exist', () => {
  test.each(CASES)('%s at %i', (_, place, failure) => {
    const { diagnosis, lines } = run(logWith(failure, place))
    expect(diagnosis.rootCauses.length).toBeGreaterThan(0)
    expect(ungrounded(diagnosis, lines)).toEqual([])
  })

  test('a log without a failure has no cause', () => {
    expect(run(logWith([], 0)).diagnosis.rootCauses).toEqual([])
  })

  test('control: a wrong number, a wrong word and a cause without evidence are noticed', () => {
    const { diagnosis, lines } = run(logWith(FAILURES[0], 120))
    const [cause] = diagnosis.rootCauses
    const [first] = cause?.evidence ?? []
    if (cause === undefined || first === undefined) throw new Error('the incident above has a cause with evidence')
    const planted = (evidence: typeof cause.evidence) =>
      ungrounded({ ...diagnosis, rootCauses: [{ ...cause, evidence }] }, lines)
    expect(planted([{ ...first, line: 100_000 }])).not.toEqual([])
    expect(planted([{ ...first, line: first.line + 1 }])).not.toEqual([])
    expect(planted([{ ...first, template: 'the moon is full' }])).not.toEqual([])
    expect(planted([])).not.toEqual([])
  })
})
