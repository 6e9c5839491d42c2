import type { Action, Category, RootCause } from '../analysis.ts'
import type { Fact, FactKind, Tool } from './fact.ts'
import { fillSummary } from './match-signatures.ts'
import { signatureOf } from './signature-tools.ts'

/** A possible answer with what speaks for it. */
export interface Candidate {
  id: string
  tool: Tool
  category: Category
  kind: RootCause['kind']
  /** 0 to about 1.3; for order and confidence, never shown. */
  score: number
  /** How telling its best line is by itself, 0–1. */
  weight: number
  facts: readonly Fact[]
  component: string | null
  /** One sentence for causes, null for tools, whose failure is put into words from their facts. */
  summary: string | null
  /** What further lines of it say, where that is said better than by a list of messages. */
  detail: string | null
  actions: readonly Action[]
  killTest: Action | null
  firstLine: number
  lastLine: number
}

/** A file name alone is no failure: one fact must be a complaint, a failing test, a total or a cause. */
const TELLING: ReadonlySet<FactKind> = new Set<FactKind>(['cause', 'problem', 'test', 'total'])

export const isTelling = ({ rule }: Fact): boolean => TELLING.has(rule.kind)
/** Reported by something beneath the tools: a rule or a signature that names a cause. */
export const isCause = ({ facts }: Candidate): boolean => facts[0]?.rule.kind === 'cause'

/** None of its lines is of level error, and none has words that are sure by themselves. */
export function isMild({ weight, facts }: Candidate): boolean {
  const levels = facts.filter(isTelling).map(({ row }) => row.level)
  if (levels.some((level) => level === 'error' || level === 'fatal')) return false
  return weight < (levels.includes('unknown') ? 0.75 : 0.85)
}

/** Lines of its templates in the whole log. */
export function linesOf({ facts }: Candidate): number {
  const counts = new Map(facts.map(({ row }) => [row.template, row.count]))
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/**
 * Facts that belong together: all of one tool, or all of one rule that names a cause. Not yet weighed. Where a signature
 * and a tool's own rule say the same of a line, the preferred one stays.
 */
export function groupFacts(facts: readonly Fact[], preferred: 'tool' | 'signature'): Candidate[] {
  const groups = new Map<string, Fact[]>()
  for (const fact of facts) {
    const { tool, rule } = fact
    if (rule.kind === 'exit') continue
    const id = rule.kind === 'cause' ? `${tool.id}:${tool.rules.indexOf(rule)}` : tool.id
    const group = groups.get(id)
    if (group) group.push(fact)
    else groups.set(id, [fact])
  }
  return withoutDoubles(
    [...groups].flatMap(([id, group]) => candidateOf(id, group) ?? []),
    preferred,
  )
}

function candidateOf(id: string, facts: readonly Fact[]): Candidate | null {
  const telling = facts.filter(isTelling)
  const first = telling[0]
  if (!first) return null
  const top = telling.reduce((best, fact) => (fact.rule.weight > best.rule.weight ? fact : best), first)
  const signature = signatureOf(first.tool)
  const lead = facts.find(({ groups }) => groups.component) ?? top
  const summary = signature
    ? fillSummary(signature, lead.groups).replace(/\.$/, '')
    : top.rule.summary
      ? fill(top.rule.summary, lead.groups)
      : null
  return {
    id,
    tool: first.tool,
    category: top.rule.category ?? first.tool.category,
    kind: signature?.kind ?? (first.tool.depth > 0 ? 'cause' : 'symptom'),
    score: top.rule.weight,
    weight: top.rule.weight,
    facts,
    component: lead.groups.component ?? null,
    summary,
    detail: null,
    actions: top.rule.actions ?? first.tool.actions,
    killTest: signature?.killTest ?? null,
    firstLine: first.row.number,
    lastLine: telling.at(-1)?.row.number ?? first.row.number,
  }
}

function withoutDoubles(all: readonly Candidate[], preferred: 'tool' | 'signature'): Candidate[] {
  const doubles = new Set<Candidate>()
  for (const one of all) {
    if ((signatureOf(one.tool) !== null) === (preferred === 'signature')) continue
    const rows = new Set(one.facts.map(({ row }) => row.number))
    const same = all.find(
      (other) =>
        (signatureOf(other.tool) !== null) === (preferred === 'signature') &&
        other.facts.some((fact) => isTelling(fact) && rows.has(fact.row.number)),
    )
    if (!same) continue
    same.killTest ??= one.killTest
    doubles.add(one)
  }
  return all.filter((one) => !doubles.has(one))
}

/** Fills `{group}` and `{group|words}`. */
function fill(sentence: string, groups: Readonly<Record<string, string>>): string {
  return sentence.replace(
    /\{(\w{1,40})(?:\|([^{}]{0,80}))?\}/g,
    (_, name: string, words?: string) => groups[name] ?? words ?? '',
  )
}
