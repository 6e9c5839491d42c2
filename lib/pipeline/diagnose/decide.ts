import type { Category, Diagnosis } from '../analysis.ts'
import type { Candidate } from './candidate.ts'

/** Confidence from which an answer may say what to do, and from which it is worth another person's time. */
export interface Thresholds {
  act: number
  escalate: number
}

export const DEFAULT_THRESHOLDS: Thresholds = { act: 0.6, escalate: 0.35 }

type Decision = Pick<Diagnosis, 'decision' | 'verdict'>

/** Others own what is broken: the reader of this log can seldom mend it alone. */
const ELSEWHERE: readonly Category[] = ['dependency_failure', 'infrastructure', 'dns', 'tls']

/** Act, escalate or watch, with the reason and whom to involve. Below `escalate` the answer is inconclusive. */
export function decide(
  best: Candidate,
  beneath: Candidate | null,
  confidence: number,
  isJob: boolean,
  thresholds: Thresholds,
): Decision {
  const involve = whom(best, isJob)
  const percent = `${Math.round(confidence * 100)} %`
  if (best.category === 'unknown' || confidence < thresholds.escalate) {
    const reason = `The log names no cause with enough support (${percent}). Someone who knows ${isJob ? 'this job' : 'these services'} should read the quoted lines.`
    return { verdict: 'inconclusive', decision: { kind: 'escalate', reason, involve } }
  }
  if (confidence < thresholds.act) {
    const reason = `A cause is likely but not sure (${percent}); check it before anything is changed.`
    return { verdict: 'action_suggested', decision: { kind: 'escalate', reason, involve } }
  }
  if (ELSEWHERE.includes(best.category) && !isJob) {
    const reason =
      best.category === 'infrastructure'
        ? `The cause lies in what these services run on (${percent}); whoever runs it can mend it.`
        : `The cause lies with ${best.component ?? 'another service'} (${percent}); its owner can mend it.`
    return { verdict: 'action_required', decision: { kind: 'escalate', reason, involve } }
  }
  return { verdict: 'action_required', decision: { kind: 'act', reason: actReason(beneath ?? best, percent), involve } }
}

function actReason({ category, lastLine }: Candidate, percent: string): string {
  if (category === 'network' || category === 'dns' || category === 'dependency_failure')
    return `The failure came from outside (${percent}). A second run tells whether it has passed.`
  return `The cause is named by the log itself (${percent}), last at line ${lastLine}, and does not pass by itself.`
}

const OWNERS: Partial<Record<Category, string>> = {
  compile_error: 'the author of the change',
  type_error: 'the author of the change',
  lint_failure: 'the author of the change',
  test_failure: 'the author of the change',
  code_defect: 'the owners of the code',
  dependency_install: 'the author of the change to the dependencies',
  build_environment: 'the owner of the build',
  ci_configuration: 'the owner of the workflow',
  configuration_error: 'whoever changed the configuration last',
  permission_or_secret: 'whoever grants permissions and secrets',
  resource_exhaustion: 'the owner of the machine',
}

function whom({ category, component }: Candidate, isJob: boolean): string {
  const owner = OWNERS[category]
  if (isJob && owner) return owner
  if (component) return `the owner of ${component.slice(0, 120)}`
  return owner ?? (isJob ? 'someone who knows this job' : 'whoever is on call for these services')
}
