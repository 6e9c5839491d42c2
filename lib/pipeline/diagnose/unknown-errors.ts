import type { Candidate } from './candidate.ts'
import { codeFact } from './code-facts.ts'
import { plainWriters, writerOf } from './component-of.ts'
import type { Fact, FactRule, Tool } from './fact.ts'
import { isBenign } from './health.ts'
import type { Row } from './row.ts'
import { cut } from './sentences.ts'

/** Lines of level error that no signature and no tool explains: they say that something is wrong, in words of their own. */

const ERROR_RULE: FactRule = { kind: 'problem', anchors: [], pattern: /(?!)/, weight: 0.45 }
const ERRORS: Tool = {
  id: 'error-lines',
  name: 'The log',
  category: 'unknown',
  noun: 'service',
  claim: 'errors of no known class',
  depth: 1,
  rules: [ERROR_RULE],
  actions: [
    {
      description:
        'Look the message up in the code or manual of the program that wrote it, and see since when it is logged.',
      risk: 'read_only',
    },
  ],
}
const DEFECT_RULE: FactRule = { ...ERROR_RULE, weight: 0.55, category: 'code_defect' }
const DEFECTS: Tool = {
  id: 'exception-lines',
  name: 'The log',
  category: 'code_defect',
  noun: 'service',
  claim: 'exceptions of no known class',
  depth: 1,
  rules: [DEFECT_RULE],
  actions: [
    { description: 'Open the first frame of your own code and see which value it handled.', risk: 'read_only' },
  ],
}
const THROWN = /\b(?:[A-Z]\w{2,60}(?:Exception|Error)\b|panic: |Traceback|stack trace)/

/** Facts of such lines, or of the codes in them. `claimed` are numbers of lines that something else explains. */
export function errorFacts(rows: readonly Row[], claimed: ReadonlySet<number>): Fact[] {
  return rows.flatMap((row) => {
    if (claimed.has(row.number) || (row.level !== 'error' && row.level !== 'fatal') || isBenign(row.clean)) return []
    const code = codeFact(row)
    if (code) return [code]
    const thrown = THROWN.test(row.clean)
    const groups = { message: row.message }
    return [
      thrown ? { tool: DEFECTS, rule: DEFECT_RULE, row, groups } : { tool: ERRORS, rule: ERROR_RULE, row, groups },
    ]
  })
}

/** Seen, not explained. */
export const isUnexplained = ({ tool }: Candidate): boolean => tool === ERRORS || tool === DEFECTS

const MAX_MESSAGE_CHARS = 130

/** One sentence for the kind of line that comes most often: who writes it, what it says, how often. Null for other candidates. */
export function errorTitle(one: Candidate, rows: readonly Row[]): string | null {
  const kinds = isUnexplained(one) ? kindsOf(one) : []
  const [most] = kinds
  if (!most) return null
  const { row } = most
  const thing = one.tool === DEFECTS ? 'An exception' : row.level === 'fatal' ? 'A fatal error' : 'An error'
  const message = cut(row.message.replace(LEVEL_WORD, '').replace(/[.\s]{1,8}$/, ''), MAX_MESSAGE_CHARS)
  const writer = writerOf(row, plainWriters(rows))
  const where = writer && !message.startsWith(writer) ? ` in ${shortName(writer)}` : ''
  return row.count > 1 ? `${thing} repeats${where}: ${message} (${row.count} lines)` : `${thing}${where}: ${message}`
}

const LEVEL_WORD = /^(?:error|fatal|critical|severe|failure)\b[:!] {1,3}/i

/** Of a dotted class name the class. */
const shortName = (name: string): string => (/^\w+(?:\.\w+){2,}$/.test(name) ? (name.split('.').at(-1) ?? name) : name)

/** What all such lines say, one sentence, most frequent first. Null for other candidates. */
export function errorDetail(one: Candidate): string | null {
  const kinds = isUnexplained(one) ? kindsOf(one) : []
  if (kinds.length === 0) return null
  const lines = kinds.reduce((sum, { row }) => sum + row.count, 0)
  const shown = kinds
    .slice(0, 4)
    .map(({ row }) => `${cut(row.message, 160)}${row.count > 1 ? ` (${row.count} lines)` : ''}`)
  const rest = kinds.length - shown.length
  const head =
    lines === 1
      ? 'One line of level error names no known class of failure'
      : `${lines} lines of level error, in ${kinds.length} ${kinds.length === 1 ? 'shape' : 'shapes'}, name no known class of failure`
  return `${head}: ${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`
}

/** One fact of each template, most frequent first, then as in the log. */
function kindsOf({ facts }: Candidate): Fact[] {
  const first = new Map<number, Fact>()
  for (const fact of facts) if (!first.has(fact.row.template)) first.set(fact.row.template, fact)
  return [...first.values()].sort((a, b) => b.row.count - a.row.count || a.row.number - b.row.number)
}
