import type { Fact, FactRule, Tool } from './fact.ts'
import type { Row } from './row.ts'
import { TOOLS } from './tools/all.ts'

interface Entry {
  tool: Tool
  rule: FactRule
}

const ENTRIES: readonly Entry[] = TOOLS.flatMap((tool) => tool.rules.map((rule) => ({ tool, rule })))
const MAX_GROUP_CHARS = 400

/** Every fact that the rows state, in the order of the log. A row may state several; shown scripts state none. */
export function collectFacts(rows: readonly Row[]): Fact[] {
  const facts: Fact[] = []
  for (const row of rows) {
    if (row.echo || row.clean.length < 3) continue
    for (const { tool, rule } of ENTRIES) {
      if (!rule.anchors.some((anchor) => row.clean.includes(anchor))) continue
      const match = rule.pattern.exec(row.clean)
      if (match) facts.push({ tool, rule, row, groups: captured(match) })
    }
  }
  return facts
}

function captured(match: RegExpExecArray): Record<string, string> {
  const groups: Record<string, string> = {}
  for (const [name, value] of Object.entries(match.groups ?? {})) {
    const text = (value as string | undefined)?.trim().slice(0, MAX_GROUP_CHARS)
    if (text) groups[name] = text
  }
  return groups
}
