import type { Evidence } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import type { Row } from './row.ts'

/** Longest quote: what a person reads in one glance; longer lines are cut around what matters. */
const MAX_QUOTE_CHARS = 236
const MAX_TEMPLATE_CHARS = 1_000

/** A line as evidence. The quote is a run of the line, begun near `around` where the line is long. */
export function evidenceOf(log: CondensedLog, row: Row, around?: string): Evidence {
  const template = log.templates[row.template]?.template ?? row.text
  return {
    line: row.number,
    template: template.replace(/\s+/g, ' ').trim().slice(0, MAX_TEMPLATE_CHARS),
    count: Math.max(1, row.count),
    quote: quoteOf(row.text, around),
  }
}

export function quoteOf(text: string, around?: string): string {
  if (text.length <= MAX_QUOTE_CHARS) return text
  const at = around ? text.indexOf(around.slice(0, 60)) : -1
  const shown = at + Math.min(80, around?.length ?? 0) <= MAX_QUOTE_CHARS
  const from = at > 60 && !shown ? outsideMarker(text, at) : 0
  const to = outsideMarker(text, Math.min(text.length, from + MAX_QUOTE_CHARS))
  return wellFormed(text.slice(from, to > from ? to : from + MAX_QUOTE_CHARS)).trim()
}

/** Moves a cut that falls into a placeholder such as `[EMAIL_1]` before it. */
function outsideMarker(text: string, at: number): number {
  const open = text.lastIndexOf('[', at - 1)
  if (open < 0 || at - open > 60) return at
  const close = text.indexOf(']', open)
  return close >= at && /^\[[A-Z]/.test(text.slice(open, open + 2)) ? open : at
}

/** Cuts half a surrogate pair off both ends. */
function wellFormed(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
}
