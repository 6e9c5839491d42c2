import type { Candidate } from './candidate.ts'
import type { CodeMeaning } from './codes/code-meaning.ts'
import { allCodes, findCodes } from './codes/describe-code.ts'
import type { Fact, FactRule, Tool } from './fact.ts'
import type { Row } from './row.ts'

/** Codes say something where no signature knows the words around them: an errno, an SQLSTATE, a status of gRPC or HTTP. */

interface CodeTool extends Tool {
  meaning: CodeMeaning
}

/** Less than a signature: what a code means depends on who got it. */
const WEIGHTS = { cause: 0.55, symptom: 0.5 } as const

const LOOK = {
  description: 'Find the call that got this code, and what it was called with; the lines right before tell most.',
  risk: 'read_only' as const,
}

const TOOLS = new Map(allCodes().map((meaning) => [keyOf(meaning), toolOf(meaning)]))

function keyOf({ kind, code }: CodeMeaning): string {
  return `${kind} ${code.toUpperCase()}`
}

function toolOf(meaning: CodeMeaning): { tool: CodeTool; rule: FactRule } {
  const { kind, code, category, tells } = meaning
  const rule: FactRule = {
    kind: 'cause',
    anchors: [],
    pattern: /(?!)/,
    weight: WEIGHTS[tells],
    summary: codeSummary(meaning),
  }
  const tool = {
    id: `code-${kind}-${code.toLowerCase()}`,
    name: 'A code',
    category,
    noun: 'call',
    depth: 2 as const,
    rules: [rule],
    actions: [LOOK],
    meaning,
  }
  return { tool, rule }
}

/** `A disk quota is used up (EDQUOT)`, as one sentence without its stop. */
export function codeSummary({ code, meaning }: CodeMeaning): string {
  return `${meaning.slice(0, 1).toUpperCase()}${meaning.slice(1)} (${code})`
}

/** The most telling code of a line whose class is known, or null. */
export function codeFact(row: Row): Fact | null {
  const known = findCodes(row.clean).filter(({ category }) => category !== 'unknown')
  const best = known.find(({ tells }) => tells === 'cause') ?? known[0]
  const entry = best && (TOOLS.get(keyOf(best)) ?? toolOf(best))
  return entry ? { ...entry, row, groups: { message: row.message, code: best.code } } : null
}

/** The code behind a candidate, or null where it has another reason. */
export function codeOf({ tool }: Candidate): CodeMeaning | null {
  return 'meaning' in tool ? (tool as CodeTool).meaning : null
}
