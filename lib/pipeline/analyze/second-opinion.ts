import type { Diagnosis } from '../analysis.ts'
import { killTestOf, ruledOutOf } from './check-reply.ts'
import { cleanProse } from './clean-prose.ts'
import { DEFAULT_LIMITS, type DecisionLimits, decideOn } from './decide-on.ts'
import type { Opinion } from './reply.ts'

/** In UTF-16 units: about 300 tokens, which the bound of a request has room for. */
const MAX_ANSWER_CHARS = 1_000

/**
 * The answer under test as one text: what was checked, and nothing of the reply that was not. A long one names its lines
 * by number alone, since they stand in the log beside it.
 */
export function answerText({ summary, rootCauses }: Diagnosis): string {
  const causes = rootCauses.map(
    ({ kind, summary: cause, evidence }) =>
      `${kind}: ${cause}\n${evidence.map(({ line, quote }) => `  ${line}: ${quote ?? ''}`).join('\n')}`,
  )
  const whole = [summary, ...causes].join('\n')
  if (whole.length <= MAX_ANSWER_CHARS) return whole
  const short = rootCauses.map(
    ({ kind, summary: cause, evidence }) =>
      `${kind}: ${cause.slice(0, 120)} (${evidence
        .slice(0, 5)
        .map(({ line }) => line)
        .join(', ')})`,
  )
  return [...short, summary].join('\n').slice(0, MAX_ANSWER_CHARS)
}

/**
 * What an adversarial pass may change: confidence downwards, hypotheses that are ruled out, the test that would disprove
 * the answer, and so verdict and decision. Never a cause, its evidence, or confidence upwards. Pure.
 */
export function applyOpinion(
  diagnosis: Diagnosis,
  opinion: Opinion,
  local: Diagnosis,
  limits: DecisionLimits = DEFAULT_LIMITS,
): Diagnosis {
  const doubted = Number.isFinite(opinion.confidence) ? Math.min(1, Math.max(0, opinion.confidence)) : 1
  const before = diagnosis.confidence
  const confidence = doubted < before ? Math.round(((before + doubted) / 2) * 100) / 100 : before
  const share = before === 0 ? 1 : confidence / before
  const rootCauses = diagnosis.rootCauses.map((cause) => ({
    ...cause,
    confidence: Math.round(cause.confidence * share * 100) / 100,
  }))
  const { component, decision } = diagnosis
  return {
    ...diagnosis,
    confidence,
    rootCauses,
    confidenceReasons: [...diagnosis.confidenceReasons.slice(0, 9), reasonOf(opinion, confidence < before)],
    ...decideOn(
      { rootCauses, category: diagnosis.category, component, confidence, involve: decision.involve, local },
      limits,
    ),
    ruledOut: merged(diagnosis.ruledOut, ruledOutOf(opinion.ruledOut)),
    killTest: killTestOf(opinion.killTest, local) ?? diagnosis.killTest,
  }
}

function reasonOf({ objection }: Opinion, lowered: boolean): string {
  const said = cleanProse(objection, 220)
  if (!lowered) return 'A second opinion tried to refute it and did not lower it.'
  return said === '' ? 'A second opinion was less sure.' : `A second opinion was less sure: ${said}`
}

function merged(first: Diagnosis['ruledOut'], more: Diagnosis['ruledOut']): Diagnosis['ruledOut'] {
  const known = new Set(first.map(({ hypothesis }) => hypothesis.toLowerCase()))
  return [...first, ...more.filter(({ hypothesis }) => !known.has(hypothesis.toLowerCase()))].slice(0, 10)
}
