import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'
import type { LineTable } from './lines.ts'
import type { Mined } from './templates.ts'

/** A kept line longer than this is cut in the middle, as a share of the budget within these limits. */
const MIN_LINE_CHARS = 160
const MAX_LINE_CHARS = 600

export function lineLimit(budgetTokens: number): number {
  return Math.min(MAX_LINE_CHARS, Math.max(MIN_LINE_CHARS, Math.floor(budgetTokens / 16)))
}

/**
 * A line as the condensed text shows it: without the clock that opens it (gaps tell the time), blanks folded, and cut with
 * `…` so that every piece stands in the line.
 */
export function shown(table: LineTable, mined: Mined, i: number, maxChars: number): string {
  const text = fold(table.text.slice(mined.clockEnds[i] ?? 0, table.ends[i]))
  return cut(text.includes('^[[') ? text.replace(CARET_ESCAPES, '…') : text, maxChars)
}

/** Colours as `cat -v` and some recorders spell them cost more than they tell. */
const CARET_ESCAPES = /(?:\^\[\[[\d;]*m)+/g
const FOLDABLE = /\s\s|[^\S ]/

function fold(text: string): string {
  const trimmed = text.trim()
  return FOLDABLE.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed
}

/** Keeps the first two thirds and the end. Surrogate pairs stay whole. */
export function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  let head = Math.floor(maxChars * 0.68)
  let tail = text.length - (maxChars - head - 1)
  if (isLow(text.charCodeAt(head))) head--
  if (isLow(text.charCodeAt(tail))) tail++
  return `${text.slice(0, head).trimEnd()}…${text.slice(tail).trimStart()}`
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

/** `12:03:07` of a clock, for the lines that tell gaps. */
export function timeOfDay(at: number): string {
  return new Date(at).toISOString().slice(11, 19)
}

/** Our own words around redacted pieces stay redacted text. */
export function joinShown(lines: readonly string[]): RedactedText {
  return asRedacted(lines.join('\n'))
}
