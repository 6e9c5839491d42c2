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
  const said = new Set<string>()
  const take = (fact: Fact | undefined): void => {
    if (!fact || taken.size >= limit || taken.has(fact.row.number) || said.has(fact.row.clean)) return
    taken.set(fact.row.number, fact)
    said.add(fact.row.clean)
    for (const value of Object.values(fact.groups)) said.add(value)
  }
  for (const kind of KIND_ORDER)
    take(byWeight.find(({ rule, row, groups }) => rule.kind === kind && !said.has(row.clean) && isFresh(groups, said)))
  for (const fact of byWeight) if (isFresh(fact.groups, said)) take(fact)
  return [...taken.values()]
    .sort((a, b) => a.row.number - b.row.number)
    .map(({ row, groups }) => evidenceOf(log, row, groups.test ?? groups.message ?? groups.file))
}

/** Names something not yet named: a test, a file, a message, a value. A new line number alone says little. */
function isFresh(groups: Fact['groups'], said: ReadonlySet<string>): boolean {
  const values = Object.entries(groups).filter(([name]) => name !== 'line' && name !== 'count' && name !== 'failed')
  return values.length === 0 || values.some(([, value]) => !said.has(value))
}
