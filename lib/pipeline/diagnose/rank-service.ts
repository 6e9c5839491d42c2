import { type Candidate, groupFacts, isMild, isTelling, linesOf } from './candidate.ts'
import { codeOf } from './code-facts.ts'
import { commonName } from './common-name.ts'
import { plainWriters, writerOf } from './component-of.ts'
import type { Fact } from './fact.ts'
import { burstOf } from './timeline.ts'
import { errorDetail, errorFacts, errorTitle, isUnexplained } from './unknown-errors.ts'
import type { LogView } from './view.ts'

const KIND_BONUS = { cause: 0.12, symptom: -0.1 } as const
const LEVEL_BONUS = { fatal: 0.06, error: 0.04, unknown: 0, warn: -0.06, info: -0.3, debug: -0.35 } as const
const EARLIEST_BONUS = 0.15
const RARE_BONUS = 0.06
const RARE_LINES = 5
const SAYS_LITTLE = 0.45
const MOST_REPEATS = 0.35
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
  for (const one of all) {
    one.component ??= nodeOf(one, view) ?? writerOfAll(one, plain)
    if (isUnexplained(one) || codeOf(one)?.tells === 'symptom') one.kind = 'symptom'
  }
  const order = all.filter((one) => one.weight + repeatBonus(one) >= 0.5).sort((a, b) => a.firstLine - b.firstLine)
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
      repeatBonus(one) +
      onsetBonus(one, onset, view) +
      upstreamBonus(one, all)
  }
  for (const one of all) {
    one.summary = errorTitle(one, view.rows) ?? one.summary
    one.detail = errorDetail(one)
  }
  return all.sort((a, b) => b.score - a.score || a.firstLine - b.firstLine || (a.id < b.id ? -1 : 1))
}

function levelBonus({ facts }: Candidate): number {
  const bonuses = facts.filter(isTelling).map(({ row }) => LEVEL_BONUS[row.level])
  return bonuses.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)
}

/** A single line that does not even call itself an error is rare as noise is. */
function rareBonus(one: Candidate): number {
  if (linesOf(one) > RARE_LINES) return 0
  return linesOf(one) === 1 && isMild(one) ? -RARE_BONUS : RARE_BONUS
}

/** What says little once, as a failed login, says more with every line. */
const repeatBonus = (one: Candidate): number =>
  one.kind === 'cause' && one.weight < SAYS_LITTLE ? Math.min(MOST_REPEATS, 0.12 * Math.log10(linesOf(one))) : 0

function onsetBonus(one: Candidate, onset: number | null, view: LogView): number {
  return onset !== null && Math.abs(one.firstLine - onset) <= Math.max(10, view.linesIn * 0.05) ? ONSET_BONUS : 0
}

/** Others complain about what this one names. */
function upstreamBonus(one: Candidate, all: readonly Candidate[]): number {
  const { component } = one
  if (component === null || component.length < 3) return 0
  const name = component.toLowerCase()
  return all.some(
    (other) => other.component !== component && other.facts.some(({ row }) => row.message.toLowerCase().includes(name)),
  )
    ? UPSTREAM_BONUS
    : 0
}

/** Of what runs beneath the services, the node is what matters; of services, their name. */
function nodeOf({ category, facts }: Candidate, view: LogView): string | null {
  if (category !== 'infrastructure' && category !== 'resource_exhaustion') return null
  const templates = facts.map(({ row }) => row.template)
  const rows = facts.filter(({ row }) => row.template === templates[0]).map(({ row }) => row)
  return commonName(rows, view.rows)
}

function writerOfAll({ facts }: Candidate, plain: ReadonlySet<string>): string | null {
  for (const { row } of facts) {
    const name = writerOf(row, plain)
    if (name) return name
  }
  return null
}
