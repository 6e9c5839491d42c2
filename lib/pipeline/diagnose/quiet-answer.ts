import type { Diagnosis, RootCause } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import type { Candidate } from './candidate.ts'
import { jobGaps, serviceGaps } from './data-gaps.ts'
import { gistOf } from './facts-of.ts'
import { isBenign, isSuccess } from './health.ts'
import { pickEvidence } from './pick-evidence.ts'
import { evidenceOf } from './quote.ts'
import type { Row } from './row.ts'
import { cut, titleOf } from './sentences.ts'
import { timelineOf } from './timeline.ts'
import type { LogView } from './view.ts'

/** A log shorter than this cannot show that all is well. */
const FEW_LINES = 3

/** Nothing failed. Sure only as far as one log can be: what is not logged is not seen. */
export function healthyAnswer(log: CondensedLog, view: LogView): Diagnosis {
  const success = view.rows.filter(({ clean }) => isSuccess(clean))
  const few = view.rows.filter(({ clean }) => clean !== '').length < FEW_LINES && success.length === 0
  const confidence = few ? 0.3 : success.length > 0 ? 0.8 : 0.65
  return {
    ...EMPTY,
    title: 'No failure in this log',
    summary: `None of the ${view.linesIn} lines reports a failure that was not followed by success.${success.length > 0 ? ` ${success.length} ${success.length === 1 ? 'line speaks' : 'lines speak'} of success.` : ''}${warnings(view)}`,
    category: few ? 'unknown' : 'healthy',
    verdict: few ? 'inconclusive' : 'no_action',
    decision: {
      kind: 'none',
      reason: few ? 'The log is too short to say more.' : 'Nothing in this log asks for action.',
      involve: null,
    },
    confidence,
    confidenceReasons: [
      success.length > 0 ? 'The log itself reports success.' : 'No line reports an error.',
      'What was not logged cannot be seen here.',
    ],
    rootCauses: few || success.length === 0 ? [] : [successCause(log, success, confidence)],
    dataGaps: few ? ['More lines: before and after the time in question.'] : [],
  }
}

/** Warnings are no failure, but somebody may know better. */
function warnings({ templates }: LogView): string {
  const mild = templates.filter(({ level, template }) => level === 'warn' && /[A-Za-z]{3}/.test(template))
  const lines = mild.reduce((sum, { count }) => sum + count, 0)
  const [most] = [...mild].sort((a, b) => b.count - a.count || a.firstLine - b.firstLine)
  if (!most) return ''
  const shape = cut(most.template.replace(/^<\*> /, ''), 160)
  return ` ${lines} ${lines === 1 ? 'line is a warning' : 'lines are warnings'}, most often: ${shape} (${most.count}, first at line ${most.firstLine}).`
}

function successCause(log: CondensedLog, rows: readonly Row[], confidence: number): RootCause {
  return {
    summary: 'The log reports success.',
    confidence,
    component: null,
    kind: 'symptom',
    evidence: rows.slice(-3).map((row) => evidenceOf(log, row)),
  }
}

/** Something failed and then worked. Worth a look by day, not at night. */
export function recoveredAnswer(log: CondensedLog, view: LogView, best: Candidate): Diagnosis {
  const gist = gistOf(best.facts)
  const title = titleOf(best, gist)
  return {
    ...EMPTY,
    title: `Recovered: ${title}`.slice(0, 195),
    summary: `A failure stands at line ${best.firstLine} and is followed by success; the last such line is ${best.lastLine} of ${view.linesIn}. What it said: ${title}.`,
    category: 'healthy',
    verdict: 'no_action',
    decision: { kind: 'watch', reason: 'It passed by itself. Act if it comes back.', involve: null },
    confidence: 0.6,
    confidenceReasons: [
      'Lines after the failure report that it works again.',
      'Whether it will come back cannot be seen here.',
    ],
    component: best.component,
    rootCauses: [
      {
        summary: title,
        confidence: 0.4,
        component: best.component,
        kind: 'symptom',
        evidence: pickEvidence(log, best.facts, 4),
      },
    ],
    timeline: timelineOf(view, best, [], null),
    dataGaps: ['How often this happened before.'],
  }
}

/** The log does not say. Shows the lines that come closest. */
export function inconclusiveAnswer(log: CondensedLog, view: LogView, isJob: boolean): Diagnosis {
  const worst = view.rows
    .filter(({ level, clean, echo }) => !echo && (level === 'error' || level === 'fatal') && !isBenign(clean))
    .slice(0, 4)
  const empty = view.linesIn === 0
  return {
    ...EMPTY,
    title: empty ? 'The log is empty' : 'The log does not name a cause',
    summary: empty
      ? 'There is no line to read.'
      : `None of the ${view.linesIn} lines names a failure that this engine knows.${worst.length > 0 ? ` ${worst.length} lines of level error were read; they are quoted.` : ''}`,
    category: 'unknown',
    verdict: 'inconclusive',
    decision: { kind: 'watch', reason: 'We do not know. The gaps below say what would help.', involve: null },
    confidence: 0.1,
    confidenceReasons: ['No line of the log supports a cause.'],
    rootCauses:
      worst.length === 0
        ? []
        : [
            {
              summary: 'Lines of level error without a known meaning.',
              confidence: 0.1,
              component: null,
              kind: 'symptom',
              evidence: worst.map((row) => evidenceOf(log, row)),
            },
          ],
    dataGaps: isJob ? jobGaps(view, null, null, null) : serviceGaps(view, null),
  }
}

const EMPTY = { component: null, timeline: [], actions: [], ruledOut: [], killTest: null } satisfies Partial<Diagnosis>
