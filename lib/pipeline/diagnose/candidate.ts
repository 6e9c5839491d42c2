import type { Action, Category, RootCause } from '../analysis.ts'
import type { Fact, FactKind, Tool } from './fact.ts'
import { placeWeight, type Region } from './region.ts'

/** A possible answer with what speaks for it. */
export interface Candidate {
  id: string
  tool: Tool | null
  category: Category
  kind: RootCause['kind']
  score: number
  facts: readonly Fact[]
  component: string | null
  /** One sentence for causes; test and check failures are put into words from their facts. */
  summary: string | null
  actions: readonly Action[]
  killTest: Action | null
  firstLine: number
}

const BONUS_PER_KIND = 0.03
const DEPTH_BONUS = [0, 0.02, 0.1] as const
const CAUSE_BONUS = 0.2

/** One candidate per tool that reports failures, and one per rule that names a cause. Best first. */
export function candidatesOf(facts: readonly Fact[], region: Region | null): Candidate[] {
  const groups = new Map<string, Fact[]>()
  for (const fact of facts) {
    if (fact.tool.depth === 0 && fact.rule.kind !== 'cause') continue
    const id = fact.rule.kind === 'cause' ? `${fact.tool.id}:${fact.tool.rules.indexOf(fact.rule)}` : fact.tool.id
    const group = groups.get(id)
    if (group) group.push(fact)
    else groups.set(id, [fact])
  }
  const all = [...groups].flatMap(([id, group]) => candidateOf(id, group, region) ?? [])
  return all.sort((a, b) => b.score - a.score || a.firstLine - b.firstLine || (a.id < b.id ? -1 : 1))
}

/** A file name or a total alone is no failure: one fact must be a complaint, a failing test or a cause. */
const TELLING: readonly FactKind[] = ['cause', 'problem', 'test', 'total']

function candidateOf(id: string, facts: readonly Fact[], region: Region | null): Candidate | null {
  const first = facts[0]
  if (!first || !facts.some(({ rule }) => TELLING.includes(rule.kind))) return null
  const { tool, rule } = first
  const isCause = rule.kind === 'cause'
  const telling = facts.filter((fact) => TELLING.includes(fact.rule.kind))
  const best = Math.max(...telling.map((fact) => fact.rule.weight * placeWeight(region, fact.row.number)))
  const kinds = new Set(facts.map((fact) => fact.rule.kind)).size
  const bonus = isCause ? CAUSE_BONUS : DEPTH_BONUS[tool.depth] + BONUS_PER_KIND * Math.min(5, kinds)
  const component = facts.find(({ groups }) => groups.component)?.groups.component ?? null
  return {
    id,
    tool,
    category: rule.category ?? tool.category,
    kind: isCause || tool.depth > 0 ? 'cause' : 'symptom',
    score: best + bonus,
    facts,
    component,
    summary: rule.summary ? fill(rule.summary, first.groups) : null,
    actions: rule.actions ?? tool.actions,
    killTest: null,
    firstLine: telling[0]?.row.number ?? first.row.number,
  }
}

/** Fills `{group}` and `{group|words}`. */
export function fill(sentence: string, groups: Readonly<Record<string, string>>): string {
  return sentence.replace(
    /\{(\w{1,40})(?:\|([^{}]{0,80}))?\}/g,
    (_, name: string, words?: string) => groups[name] ?? words ?? '',
  )
}
