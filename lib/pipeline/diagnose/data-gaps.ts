import type { Candidate } from './candidate.ts'
import type { Gist } from './facts-of.ts'
import type { Region } from './region.ts'
import type { LogView } from './view.ts'

const MAX_GAPS = 5

/** What would make the answer surer, or is needed where there is none. */
export function jobGaps(view: LogView, best: Candidate | null, gist: Gist | null, region: Region | null): string[] {
  const gaps: string[] = []
  if (!region) gaps.push('The end of the job: no exit code and no closing error line were read.')
  else if (region.step === null) gaps.push('The name of the failing step: its heading was not among the lines read.')
  if (best?.category === 'test_failure' && gist && gist.expected === null && gist.messages.length === 0)
    gaps.push('The assertion of the failing test: no message or comparison was read.')
  if (best?.category === 'network' || best?.category === 'dns')
    gaps.push('Whether the remote host was down for others at that time.')
  if (best && ['test_failure', 'compile_error', 'type_error', 'dependency_install'].includes(best.category))
    gaps.push('The change that this job tested, and the last run that passed.')
  if (!best || best.weight < 0.55)
    gaps.push(
      'The output of the step that failed, or a run with debug logging.',
      'The log of the last run that passed, to compare.',
    )
  return [...gaps, ...partial(view)].slice(0, MAX_GAPS)
}

export function serviceGaps(view: LogView, best: Candidate | null): string[] {
  const gaps: string[] = []
  if (!view.rows.some(({ at }) => at !== null))
    gaps.push('Times: no line carries a clock, so order is all that is known.')
  if (best && best.firstLine <= 3) gaps.push('What came before: the failure stands at the very start of the log.')
  if (best?.kind === 'symptom')
    gaps.push(`The log of ${best.component ?? 'the service that is named as failing'} for the same minutes.`)
  if (best) gaps.push('What was changed (deployment, configuration, traffic) before the first failing line.')
  if (!best)
    gaps.push(
      'Lines of level error, or the log of the service that users see fail.',
      'The time of the alert, to know where to look.',
    )
  return [...gaps, ...partial(view)].slice(0, MAX_GAPS)
}

/** Said where less than a third of the log was read line by line. */
function partial(view: LogView): string[] {
  const share = view.rows.length / Math.max(1, view.linesIn)
  return share < 1 / 3
    ? [`${view.rows.length} of ${view.linesIn} lines were read one by one; the others repeat their shapes.`]
    : []
}
