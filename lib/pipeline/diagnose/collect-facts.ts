import { AnchorIndex } from './anchor-index.ts'
import type { Fact, FactKind, FactRule, Tool } from './fact.ts'
import { isPassing } from './passing.ts'
import { type Row, withoutTaskPrefix } from './row.ts'
import { signatureFacts } from './signature-tools.ts'
import { TOOLS } from './tools/all.ts'

interface Entry {
  tool: Tool
  rule: FactRule
}

const ENTRIES: readonly Entry[] = TOOLS.flatMap((tool) => tool.rules.map((rule) => ({ tool, rule })))
const ANCHORS = new AnchorIndex(ENTRIES.map(({ rule }) => rule.anchors))
const MAX_GROUP_CHARS = 400
/** Says less than any tool that knows the line. */
const LAST_RESORT = new Set(['generic', 'shell', 'ci', 'python', 'java', 'js-place', 'ruby'])

/** Says nothing about why. */
const CONTEXT: ReadonlySet<FactKind> = new Set<FactKind>(['exit', 'hint', 'command', 'step'])

/** Every fact that the rows state, in the order of the log. A row may state several; scripts that are only shown, debug lines, and lines that report success, state none. */
export function collectFacts(rows: readonly Row[]): Fact[] {
  const facts = rows.flatMap((row) =>
    row.echo || row.level === 'debug' || row.clean.length < 3 || isPassing(row.clean) ? [] : factsOf(row),
  )
  const sure = new Set(facts.flatMap(({ tool, rule }) => (rule.needsCompany || rule.weight < 0.5 ? [] : [tool.id])))
  return facts.filter(({ tool, rule }) => !rule.needsCompany || sure.has(tool.id))
}

function factsOf(row: Row): Fact[] {
  const bare = withoutTaskPrefix(row.clean)
  const direct = toolFacts(row, row.clean)
  const telling = direct.some(({ tool, rule }) => !LAST_RESORT.has(tool.id) && !CONTEXT.has(rule.kind))
  const found = [...direct, ...(telling || bare === null ? [] : toolFacts(row, bare)), ...signatureFacts(row)]
  const claimed = found.some(({ tool, rule }) => !LAST_RESORT.has(tool.id) && !CONTEXT.has(rule.kind))
  return claimed ? found.filter(({ tool, rule }) => !LAST_RESORT.has(tool.id) || CONTEXT.has(rule.kind)) : found
}

/** Of each tool the most telling rule that matches; causes apart, since a tool may name several. */
function toolFacts(row: Row, line: string): Fact[] {
  const best = new Map<string, Fact>()
  for (const index of ANCHORS.ownersIn(line)) {
    const entry = ENTRIES[index]
    const match = entry?.rule.pattern.exec(line)
    if (!entry || !match) continue
    const { tool, rule } = entry
    const key = rule.kind === 'cause' ? `${tool.id}:cause` : tool.id
    const before = best.get(key)
    if (!before || before.rule.weight < rule.weight) best.set(key, { tool, rule, row, groups: captured(match) })
  }
  return [...best.values()]
}

function captured(match: RegExpExecArray): Record<string, string> {
  const groups: Record<string, string> = {}
  for (const [name, value] of Object.entries(match.groups ?? {})) {
    const text = (value as string | undefined)?.trim().slice(0, MAX_GROUP_CHARS)
    if (text) groups[name] = text
  }
  return groups
}
