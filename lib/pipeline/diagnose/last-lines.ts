import type { Candidate } from './candidate.ts'
import { describeCode } from './codes/describe-code.ts'
import type { Fact, FactRule, Tool } from './fact.ts'
import { isPassing } from './passing.ts'
import type { Region } from './region.ts'
import { categoryOfStep } from './step-guess.ts'
import type { LogView } from './view.ts'

const MAX_LINES = 5
const REACH_LINES = 25
const RULE: FactRule = { kind: 'problem', weight: 0.3, anchors: [], pattern: /(?!)/ }
const STEP: Tool = {
  id: 'last-lines',
  name: 'The failing step',
  category: 'unknown',
  noun: 'step',
  depth: 1,
  rules: [RULE],
  actions: [
    {
      description: 'Run the step’s command alone on the commit that failed, with its debug output on.',
      risk: 'read_only',
    },
  ],
}
const SAYS_NOTHING = /^(?:##\[|\W{0,200}$|Post job cleanup|Cleaning up)/

/** The last lines before the job ended: what a person would look at where nothing names a failure. */
export function lastLines(view: LogView, region: Region): Fact[] {
  return view.rows
    .filter(
      ({ number, clean, echo }) =>
        number < region.to &&
        number >= region.to - REACH_LINES &&
        !echo &&
        !isPassing(clean) &&
        !SAYS_NOTHING.test(clean),
    )
    .slice(-MAX_LINES)
    .map((row) => ({ tool: STEP, rule: RULE, row, groups: { message: row.clean.slice(0, 300) } }))
}

/** An answer of last resort: the step, its last lines, and a class guessed from its command. */
export function lastResort(view: LogView, region: Region): Candidate | null {
  const facts = lastLines(view, region)
  const first = facts[0]
  if (!first) return null
  return {
    id: STEP.id,
    tool: STEP,
    category:
      categoryOfStep(region.step) ?? (region.exit ? describeCode('exit', region.exit)?.category : null) ?? 'unknown',
    kind: 'symptom',
    score: RULE.weight,
    weight: RULE.weight,
    facts,
    component: null,
    summary: `The job ended ${region.exit ? `with exit code ${region.exit} ` : ''}and no line says why`,
    detail: null,
    actions: STEP.actions,
    killTest: null,
    firstLine: first.row.number,
    lastLine: facts.at(-1)?.row.number ?? first.row.number,
  }
}
