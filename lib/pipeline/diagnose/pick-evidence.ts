import type { Evidence } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import type { Fact, FactKind } from './fact.ts'
import { evidenceOf } from './quote.ts'

const KIND_ORDER: readonly FactKind[] = [
  'cause',
  'problem',
  'test',
  'expected',
  'actual',
  'file',
  'total',
  'hint',
  'exit',
  'command',
]
export const MAX_QUOTES = 6

/**
 * Up to six lines that together say most: one of each kind first (the most telling, then the earliest), then further
 * lines that name something not yet named.
 */
export function pickEvidence(log: CondensedLog, facts: readonly Fact[], limit = MAX_QUOTES): Evidence[] {
  const byWeight = [...facts].sort((a, b) => b.rule.weight - a.rule.weight || a.row.number - b.row.number)
  const taken = new Map<number, Fact>()
  const texts = new Set<string>()
  const take = (fact: Fact | undefined): void => {
    if (!fact || taken.size >= limit || taken.has(fact.row.number) || texts.has(fact.row.clean)) return
    taken.set(fact.row.number, fact)
    texts.add(fact.row.clean)
  }
  for (const kind of KIND_ORDER) take(byWeight.find(({ rule }) => rule.kind === kind))
  const said = new Set([...taken.values()].flatMap(({ groups }) => Object.values(groups)))
  for (const fact of byWeight) {
    const fresh = Object.values(fact.groups).some((value) => !said.has(value))
    if (!fresh) continue
    take(fact)
    for (const value of Object.values(fact.groups)) said.add(value)
  }
  return [...taken.values()]
    .sort((a, b) => a.row.number - b.row.number)
    .map(({ row, groups }) => evidenceOf(log, row, groups.message ?? groups.test ?? groups.file))
}
