import type { Fact, FactKind } from './fact.ts'

/** What a candidate's facts say, without repeats, most frequent and earliest first. */
export interface Gist {
  tests: readonly string[]
  files: readonly string[]
  /** `file:line` of the first place. */
  place: string | null
  messages: readonly string[]
  expected: string | null
  actual: string | null
  totals: readonly string[]
  hints: readonly string[]
  codes: readonly string[]
}

/** Distinct values of one group over facts of the kinds, in the order of their count, then of the log. */
export function valuesOf(facts: readonly Fact[], group: string, kinds?: readonly FactKind[]): string[] {
  const counts = new Map<string, number>()
  for (const { rule, groups } of facts) {
    const value = groups[group]
    if (value && (!kinds || kinds.includes(rule.kind))) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
}

export function gistOf(facts: readonly Fact[]): Gist {
  const placed = facts.find(({ rule, groups }) => groups.file && groups.line && rule.weight >= 0.3)
  const sides = pairOf(facts)
  return {
    tests: valuesOf(facts, 'test'),
    files: valuesOf(facts, 'file'),
    place: placed ? `${placed.groups.file}:${placed.groups.line}` : null,
    messages: valuesOf(facts, 'message', ['cause', 'problem', 'test', 'file']),
    expected: sides?.[0] ?? null,
    actual: sides?.[1] ?? null,
    totals: [...new Set(facts.filter(({ rule }) => rule.kind === 'total').map(({ row }) => row.clean))],
    hints: valuesOf(facts, 'command', ['hint']),
    codes: valuesOf(facts, 'code'),
  }
}

/** The first expected side with the actual side that follows it. */
function pairOf(facts: readonly Fact[]): [string, string] | null {
  for (const [i, { rule, row, groups }] of facts.entries()) {
    if (rule.kind !== 'expected' && rule.kind !== 'actual') continue
    const other = facts.slice(i + 1).find((next) => next.rule.kind === 'expected' || next.rule.kind === 'actual')
    if (!other || other.rule.kind === rule.kind || other.row.number - row.number > 12) continue
    const [left, right] =
      rule.kind === 'expected' ? [groups.value, other.groups.value] : [other.groups.value, groups.value]
    return left && right ? [left, right] : null
  }
  return null
}
