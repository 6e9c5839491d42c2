import type { Category, Diagnosis } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { answerOf } from './answer.ts'
import { collectFacts } from './collect-facts.ts'
import { jobConfidence, serviceConfidence } from './confidence.ts'
import { DEFAULT_THRESHOLDS, type Thresholds } from './decide.ts'
import type { Fact } from './fact.ts'
import { jobHealth, serviceHealth } from './health.ts'
import { lastResort } from './last-lines.ts'
import { healthyAnswer, inconclusiveAnswer, recoveredAnswer } from './quiet-answer.ts'
import { rankJob } from './rank-job.ts'
import { rankServices } from './rank-service.ts'
import { failingRegion } from './region.ts'
import { signatureOf } from './signature-tools.ts'
import { categoryOfStep } from './step-guess.ts'
import { type LogView, viewOf } from './view.ts'

export interface DiagnoseOptions {
  /** Confidence from which an answer says `act`, and from which it is more than inconclusive; a tenant's choice. */
  thresholds?: Partial<Thresholds>
}

/**
 * Finds the cause in a condensed log without a model. Pure, deterministic, never throws; linear in what was kept. Every
 * cause has evidence that stands in the log, with quotes. A log without a failure is called healthy; without support the
 * verdict is `inconclusive` and the gaps are named.
 */
export function diagnose(log: CondensedLog, options: DiagnoseOptions = {}): Diagnosis {
  const view = viewOf(log)
  const facts = collectFacts(view.rows)
  const thresholds = { ...DEFAULT_THRESHOLDS, ...options.thresholds }
  return isJobLog(view, facts)
    ? diagnoseJob(log, view, facts, thresholds)
    : diagnoseServices(log, view, facts, thresholds)
}

/** Below, a candidate says less than the last lines of the step. */
const LEAST_SCORE = 0.3

function diagnoseJob(log: CondensedLog, view: LogView, facts: readonly Fact[], thresholds: Thresholds): Diagnosis {
  const region = failingRegion(view, facts)
  const [first, ...others] = rankJob(facts, region)
  const health = jobHealth(view, first ?? null, region)
  if (health === 'healthy') return healthyAnswer(log, view)
  const best = first && first.score >= LEAST_SCORE ? first : ((region && lastResort(view, region)) ?? first)
  if (!best) return inconclusiveAnswer(log, view, true)
  if (best.category === 'unknown' || best.kind === 'symptom')
    best.category = categoryOfStep(region?.step ?? null) ?? best.category
  if (health === 'recovered') return recoveredAnswer(log, view, best)
  const confidence = jobConfidence(best, others, region)
  return answerOf({ log, view, facts, best, others, region, isJob: true, confidence, thresholds })
}

function diagnoseServices(log: CondensedLog, view: LogView, facts: readonly Fact[], thresholds: Thresholds): Diagnosis {
  const ranked = rankServices(view, facts)
  const [best, ...others] = ranked
  const health = serviceHealth(view, ranked)
  if (health === 'healthy') return view.linesIn === 0 ? inconclusiveAnswer(log, view, false) : healthyAnswer(log, view)
  if (!best) return inconclusiveAnswer(log, view, false)
  if (health === 'recovered') return recoveredAnswer(log, view, best)
  const confidence = serviceConfidence(best, others, view)
  return answerOf({ log, view, facts, best, others, region: null, isJob: false, confidence, thresholds })
}

const JOB_CATEGORIES: readonly Category[] = [
  'compile_error',
  'type_error',
  'lint_failure',
  'test_failure',
  'dependency_install',
  'ci_configuration',
  'build_environment',
]

/** Services write a clock of their own, or JSON; build tools seldom do. */
const OWN_CLOCK = /^(?:\{|\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d )/

/** A log of a build or test job, rather than of running services: it has steps, an exit, or complaints of build tools. */
function isJobLog(view: LogView, facts: readonly Fact[]): boolean {
  if (view.steps.length > 0) return true
  return facts.some(({ tool, rule, row }) => {
    if (row.clean.startsWith('##[')) return true
    if (OWN_CLOCK.test(row.clean)) return false
    if (rule.kind === 'exit') return rule.weight >= 0.3
    return (
      signatureOf(tool) === null &&
      rule.kind !== 'cause' &&
      rule.weight >= 0.6 &&
      JOB_CATEGORIES.includes(rule.category ?? tool.category)
    )
  })
}
