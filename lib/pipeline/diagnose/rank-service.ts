import { type Candidate, groupFacts, isTelling } from './candidate.ts'
import { plainWriters, writerOf } from './component-of.ts'
import type { Fact, FactRule, Tool } from './fact.ts'
import { isBenign } from './health.ts'
import type { Row } from './row.ts'
import { burstOf } from './timeline.ts'
import type { LogView } from './view.ts'

const KIND_BONUS = { cause: 0.12, symptom: -0.1 } as const
const LEVEL_BONUS = { fatal: 0.06, error: 0.04, unknown: 0, warn: -0.06, info: -0.3, debug: -0.35 } as const
const EARLIEST_BONUS = 0.15
const RARE_BONUS = 0.06
const RARE_LINES = 5
const ONSET_BONUS = 0.05
const UPSTREAM_BONUS = 0.12

/**
 * What went wrong in running services, best first: the earliest rare failure before what floods the log later, causes
 * before symptoms, what others name as their upstream, what stands at the onset of the errors.
 */
export function rankServices(view: LogView, facts: readonly Fact[]): Candidate[] {
  const claimed = new Set(facts.map(({ row }) => row.number))
  const all = groupFacts([...facts, ...errorFacts(view.rows, claimed)], 'signature')
  const plain = plainWriters(view.rows)
  for (const one of all) one.component ??= writerOfAll(one, plain)
  const order = [...all].filter(({ weight }) => weight >= 0.5).sort((a, b) => a.firstLine - b.firstLine)
  const onset = burstOf(view)
  for (const one of all) {
    const rank = order.indexOf(one)
    const first = rank < 0 ? 0 : EARLIEST_BONUS * (1 - rank / Math.max(1, order.length))
    one.score =
      one.weight +
      KIND_BONUS[one.kind] +
      levelBonus(one) +
      first +
      rareBonus(one) +
      onsetBonus(one, onset, view) +
      upstreamBonus(one, all)
  }
  return all.sort((a, b) => b.score - a.score || a.firstLine - b.firstLine || (a.id < b.id ? -1 : 1))
}

const ERROR_RULE: FactRule = { kind: 'problem', anchors: [], pattern: /(?!)/, weight: 0.45 }
const THROWN = /\b(?:[A-Z]\w{2,60}(?:Exception|Error)\b|panic: |Traceback|stack trace)/
const ERRORS: Tool = {
  id: 'error-lines',
  name: 'The log',
  category: 'unknown',
  noun: 'service',
  depth: 1,
  rules: [ERROR_RULE],
  actions: [],
}
const DEFECT_RULE: FactRule = { ...ERROR_RULE, weight: 0.55, category: 'code_defect' }
const DEFECTS: Tool = { ...ERRORS, id: 'exception-lines', category: 'code_defect', rules: [DEFECT_RULE] }

/** Lines of level error that nothing else explains: they say that something is wrong, in words of their own. */
function errorFacts(rows: readonly Row[], claimed: ReadonlySet<number>): Fact[] {
  return rows.flatMap((row) => {
    if (claimed.has(row.number) || (row.level !== 'error' && row.level !== 'fatal') || isBenign(row.clean)) return []
    const thrown = THROWN.test(row.clean)
    return [
      { tool: thrown ? DEFECTS : ERRORS, rule: thrown ? DEFECT_RULE : ERROR_RULE, row, groups: { message: row.clean } },
    ]
  })
}

function levelBonus({ facts }: Candidate): number {
  const bonuses = facts.filter(isTelling).map(({ row }) => LEVEL_BONUS[row.level])
  return bonuses.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)
}

/** Lines of its templates in the whole log. */
function linesOf({ facts }: Candidate): number {
  const counts = new Map(facts.map(({ row }) => [row.template, row.count]))
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

const rareBonus = (one: Candidate): number => (linesOf(one) <= RARE_LINES ? RARE_BONUS : 0)

function onsetBonus(one: Candidate, onset: number | null, view: LogView): number {
  return onset !== null && Math.abs(one.firstLine - onset) <= Math.max(10, view.linesIn * 0.05) ? ONSET_BONUS : 0
}

/** Others complain about what this one names. */
function upstreamBonus(one: Candidate, all: readonly Candidate[]): number {
  const { component } = one
  if (component === null || component.length < 3) return 0
  const name = component.toLowerCase()
  return all.some((other) => other !== one && other.facts.some(({ row }) => row.clean.toLowerCase().includes(name)))
    ? UPSTREAM_BONUS
    : 0
}

function writerOfAll({ facts }: Candidate, plain: ReadonlySet<string>): string | null {
  for (const { row } of facts) {
    const name = writerOf(row, plain)
    if (name) return name
  }
  return null
}
