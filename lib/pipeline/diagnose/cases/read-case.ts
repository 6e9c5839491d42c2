import type { Diagnosis } from '../../analysis.ts'
import { condense } from '../../condense/condense.ts'
import { redact } from '../../redact/redact.ts'
import { diagnose } from '../diagnose.ts'

/** A fixed present, so that clocks without a year read the same for ever. */
const NOW = Date.UTC(2026, 10, 21)

/** The whole way of a log: redact, condense, diagnose. */
export function diagnosisOf(log: string): Diagnosis {
  return diagnose(condense(redact(log).text, { budgetTokens: 8_000, now: NOW }))
}

/** Everything that a person reads first: title, summary, causes, quotes. */
export function textOf({ title, summary, rootCauses }: Diagnosis): string {
  return [
    title,
    summary,
    ...rootCauses.flatMap((cause) => [cause.summary, ...cause.evidence.map(({ quote }) => quote ?? '')]),
  ].join('\n')
}
