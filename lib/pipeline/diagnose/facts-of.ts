import type { Fact, FactKind } from './fact.ts'
import type { Row } from './row.ts'

/** What a candidate's facts say, without repeats. */
export interface Gist {
  tests: readonly string[]
  files: readonly string[]
  /** `file:line` of the first place. */
  place: string | null
  /** Most frequent first. */
  messages: readonly string[]
  expected: string | null
  actual: string | null
  totals: readonly string[]
  hints: readonly string[]
  steps: readonly string[]
  commands: readonly string[]
}

/** `early`: all that are telling enough count alike, so the log's order decides. */
type Order = 'frequent' | 'telling' | 'early'
const TELLING_ENOUGH = 0.6

/** Distinct values of one group over facts of the kinds; the most frequent or the most telling first, then as in the log. */
function valuesOf(facts: readonly Fact[], group: string, order: Order, kinds?: readonly FactKind[]): string[] {
  const ranks = new Map<string, number>()
  for (const { rule, groups, row } of facts) {
    const value = group === 'message' ? withoutHeader(groups.message, row) : groups[group]
    if (!value || (kinds && !kinds.includes(rule.kind))) continue
    const before = ranks.get(value) ?? 0
    const rank = order === 'early' && rule.weight >= TELLING_ENOUGH ? 1 : rule.weight
    // Of those that come equally often, the more telling one.
    const often = before === 0 ? row.count + rank / 10 : before + row.count
    ranks.set(value, order === 'frequent' ? often : Math.max(before, rank))
  }
  return [...ranks].sort((a, b) => b[1] - a[1]).map(([value]) => value)
}

/** A message that was read from the start of a line begins with the line's clock and writer; those are shown elsewhere. */
function withoutHeader(message: string | undefined, { clean, message: said }: Row): string | undefined {
  if (message === undefined || !clean.startsWith(message.slice(0, 80)) || !clean.endsWith(said)) return message
  const header = clean.length - said.length
  return message.length - header > 8 ? message.slice(header) : message
}

/** `context` are facts of wrappers near the candidate: hooks and steps that failed, advice, commands. */
export function gistOf(facts: readonly Fact[], context: readonly Fact[] = []): Gist {
  const placed = facts.find(({ rule, groups }) => groups.file && groups.line && rule.weight >= 0.3)
  const sides = pairOf(facts)
  const all = [...facts, ...context]
  return {
    tests: valuesOf(facts, 'test', 'telling'),
    files: withoutShorter(valuesOf(facts, 'file', 'early')),
    place: placed ? `${placed.groups.file}:${placed.groups.line}` : null,
    messages: valuesOf(facts, 'message', 'frequent', ['cause', 'problem', 'test']),
    expected: sides?.[0] ?? null,
    actual: sides?.[1] ?? null,
    totals: [...new Set(facts.filter(({ rule }) => rule.kind === 'total').map(({ row }) => row.clean))],
    hints: valuesOf(all, 'command', 'telling', ['hint']),
    steps: valuesOf(all, 'step', 'telling', ['step']),
    commands: valuesOf(all, 'command', 'telling', ['command']),
  }
}

/** Drops names that another one ends with: `get.ts` beside `test/config/get.ts`. */
function withoutShorter(files: readonly string[]): string[] {
  if (files.length > 200) return [...files]
  return files.filter(
    (file) => !files.some((other) => other !== file && other.endsWith(`/${file.replace(/^\.\//, '')}`)),
  )
}

/** The first expected side with the actual side that stands next to it. */
function pairOf(facts: readonly Fact[]): [string, string] | null {
  const sides = facts.filter(({ rule }) => rule.kind === 'expected' || rule.kind === 'actual')
  for (const [i, one] of sides.entries()) {
    const other = sides[i + 1]
    if (!other || other.rule.kind === one.rule.kind || other.row.number - one.row.number > 12) continue
    const [left, right] = one.rule.kind === 'expected' ? [one, other] : [other, one]
    if (left.groups.value && right.groups.value) return [left.groups.value, right.groups.value]
  }
  return null
}
