import type { Evidence } from '../analysis.ts'
import type { CondensedLine, CondensedLog } from '../condense/condensed-log.ts'
import { withoutHidden } from './clean-prose.ts'

/** Longest quote: what a person reads in one glance. */
const MAX_QUOTE_CHARS = 236
const MAX_TEMPLATE_CHARS = 1_000
const MAX_EVIDENCE = 20
/** Letters and digits that a quote needs, unless it is the whole line: less stands in almost every line. */
const MIN_SIGNS = 8

/** A cited line that stands in the log with its quote in it. */
export interface Grounded {
  evidence: Evidence
  line: CondensedLine
}

export type LineIndex = ReadonlyMap<number, CondensedLine>

export function indexByNumber(log: CondensedLog): LineIndex {
  return new Map(log.lines.map((line) => [line.number, line]))
}

/**
 * Keeps the citations (`NUMBER: quote`) whose line was sent and holds the quote, whitespace folded. What is kept is made
 * from the log alone: the number, our template and count, and the quoted run of our own line. `refused` lines are no
 * evidence. Each line once.
 */
export function groundEvidence(
  cited: readonly string[],
  log: CondensedLog,
  lines: LineIndex,
  refused: ReadonlySet<number>,
): { grounded: Grounded[]; dropped: number } {
  const grounded = new Map<number, Grounded>()
  let dropped = 0
  for (const citation of cited) {
    const found = groundOne(citation, lines)
    if (!found || refused.has(found.line.number)) dropped++
    else if (!grounded.has(found.line.number) && grounded.size < MAX_EVIDENCE)
      grounded.set(found.line.number, { line: found.line, evidence: evidenceOf(log, found.line, found.at) })
  }
  return { grounded: [...grounded.values()], dropped }
}

function groundOne(citation: string, lines: LineIndex): { line: CondensedLine; at: number } | null {
  const parts = /^\s*(?:lines?\s*)?["“]?#?(\d{1,9})(?:\s*[:|\t]\s*|\s+)(.+)$/is.exec(citation.slice(0, 4_000))
  const line = parts ? lines.get(Number(parts[1])) : undefined
  if (!line) return null
  const at = quoteAt(parts?.[2] ?? '', line.text)
  return at === null ? null : { line, at }
}

/** Where a quote begins in the folded line, or null. Pieces around `…` (cuts of ours in what was sent) must follow each other. */
function quoteAt(quote: string, text: string): number | null {
  const line = fold(text)
  const whole = fold(quote.trim())
  for (const wanted of [whole, fold(unquoted(whole))]) {
    const pieces = wanted.split('…').flatMap((piece) => piece.trim() || [])
    const signs = pieces.join('').replace(/[^\p{L}\p{N}]/gu, '').length
    if (pieces.length === 0 || (signs < MIN_SIGNS && wanted !== line)) continue
    const start = positionOf(pieces, line)
    if (start !== null) return start
  }
  return null
}

function positionOf(pieces: readonly string[], line: string): number | null {
  let start: number | null = null
  let from = 0
  for (const piece of pieces) {
    const at = line.indexOf(piece, from)
    if (at < 0) return null
    start ??= at
    from = at + piece.length
  }
  return start
}

const unquoted = (text: string): string => text.replace(/^(["'`“])(.*)["'`”]$/s, '$2')

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function evidenceOf(log: CondensedLog, line: CondensedLine, at: number): Evidence {
  const template = log.templates[line.template]
  return {
    line: line.number,
    template: fold(template?.template ?? line.text).slice(0, MAX_TEMPLATE_CHARS),
    count: Math.max(1, template?.count ?? 1),
    quote: runOf(fold(line.text), at),
  }
}

/** A run of the line that holds the beginning of the quote; whole placeholders, whole characters. */
function runOf(text: string, at: number): string {
  if (text.length <= MAX_QUOTE_CHARS) return withoutHidden(text)
  const from = at < MAX_QUOTE_CHARS / 2 ? 0 : text.lastIndexOf(' ', at - 1) + 1 || at
  const run = text.slice(from, from + MAX_QUOTE_CHARS).replace(/\[[A-Z][A-Z0-9_:]{0,60}$/, '')
  return withoutHidden(run.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')).trim()
}
