import type { Evidence } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { DistinctFacts } from './distinct-facts.ts'
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
 * lines that name something not yet named. Of one shape a line is shown once, with the count of the shape, unless another
 * names another thing: a test, a file, a host.
 */
export function pickEvidence(log: CondensedLog, facts: readonly Fact[], limit = MAX_QUOTES): Evidence[] {
  const byWeight = [...facts].sort((a, b) => b.rule.weight - a.rule.weight || a.row.number - b.row.number)
  const distinct = new DistinctFacts()
  const rows = new Set<number>()
  const take = (fact: Fact | undefined): void => {
    if (fact && rows.size < limit && !rows.has(fact.row.number) && distinct.take(fact)) rows.add(fact.row.number)
  }
  for (const kind of KIND_ORDER) take(byWeight.find((fact) => fact.rule.kind === kind && distinct.isNew(fact)))
  for (const fact of byWeight) take(fact)
  return distinct.taken
    .sort((a, b) => a.row.number - b.row.number)
    .map(({ row, groups }) => evidenceOf(log, row, groups.test ?? groups.message ?? groups.file))
}
