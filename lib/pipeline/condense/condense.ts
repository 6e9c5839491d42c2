import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'
import { bucketsOf } from './buckets.ts'
import { completeClocks } from './clocks.ts'
import type { CondensedLine, CondensedLog, Template } from './condensed-log.ts'
import { mineAgainst } from './known-good.ts'
import { LEVELS } from './levels.ts'
import { indexLines, type LineTable } from './lines.ts'
import { rankLines } from './rank.ts'
import { cut, joinShown, lineLimit, shown } from './render.ts'
import { selectLines } from './select.ts'
import { gapLines, headLine, tableLines, tellingTemplates } from './summary.ts'
import { type Mined, mineTable } from './templates.ts'
import { estimateTokens, FACTORS, lineCost } from './tokens.ts'

export interface CondenseOptions {
  /** Upper limit for `tokens`, in the newest model family. Default 8,000; at least 100. */
  budgetTokens?: number
  /** A log of a good run: what is new against it ranks first. */
  knownGood?: RedactedText
  /** Epoch milliseconds now, for clocks without a year: they get the latest year that is not in the future. */
  now?: number
  onProgress?: (doneChars: number, totalChars: number) => void
}

/** A kept line carries at most this much text; a longer one is cut in the middle with `…`. */
export const MAX_TEXT_CHARS = 2_000
/** Shares of the budget for the template table and for the notes between lines. */
const TABLE_SHARE = 0.08
const GAP_SHARE = 0.03

/**
 * Makes a log small enough to think about, keeping the lines that matter under their own numbers. Deterministic, never
 * throws, linear in the log's size, and never over the budget by `estimateTokens`.
 */
export function condense(text: RedactedText, options: CondenseOptions = {}): CondensedLog {
  const log = indexLines(text)
  const numberOf = (i: number) => i + 1
  if (options.knownGood === undefined)
    return condenseTable(log, mineTable(log, progress(log, options)), numberOf, options)
  const { table, mined, novel } = mineAgainst(indexLines(options.knownGood), log)
  return condenseTable(table, mined, numberOf, options, { novel })
}

function progress(table: LineTable, { onProgress }: CondenseOptions): ((line: number) => void) | undefined {
  return onProgress && ((line) => onProgress(table.starts[line] ?? 0, table.text.length))
}

/** How `condenseTable` is told apart by its callers. */
export interface TableOptions {
  /** Templates that a known-good log lacks. */
  novel?: Uint8Array
  /** Lines first: table and notes get what they leave. */
  keepAll?: boolean
}

/** `numberOf` gives the original number of the table's line `i`. */
export function condenseTable(
  table: LineTable,
  mined: Mined,
  numberOf: (i: number) => number,
  options: CondenseOptions,
  { novel, keepAll = false }: TableOptions = {},
): CondensedLog {
  const budgetTokens = Math.max(100, options.budgetTokens ?? 8_000)
  completeClocks(mined, options.now)
  const { worth, templateWorth } = rankLines(table, mined, novel)
  const maxChars = lineLimit(budgetTokens)
  const head = headLine(table.count)
  let left = budgetTokens / FACTORS['claude-newest'] - lineCost(head)
  const reserve = keepAll ? 0 : left * (TABLE_SHARE + GAP_SHARE)
  const kept = selectLines(table, mined, worth, numberOf, left - reserve, maxChars)
  const rows = kept.map((i) => `${numberOf(i)}\t${shown(table, mined, i, maxChars)}`)
  for (const row of rows) left -= lineCost(row)
  const notes = gapLines(kept, mined, table.count, keepAll ? left : (left * GAP_SHARE) / (TABLE_SHARE + GAP_SHARE))
  for (const note of notes.values()) left -= lineCost(note)
  const tableRows = tableLines(mined, templateWorth, numberOf, left)
  const text = joinShown([head, ...rows.flatMap((row, n) => withNote(notes.get(n), row)), ...tableRows])
  options.onProgress?.(table.text.length, table.text.length)
  return {
    lines: kept.map((i) => keptLine(table, mined, i, numberOf(i))),
    templates: mined.templates.map((t) => renumbered(t, numberOf)),
    ...bucketsOf(mined, numberOf, tellingTemplates(mined, templateWorth)),
    linesIn: table.count,
    tokens: estimateTokens(text),
    text,
  }
}

function withNote(note: string | undefined, row: string): string[] {
  return note === undefined ? [row] : [note, row]
}

function keptLine(table: LineTable, mined: Mined, i: number, number: number): CondensedLine {
  const at = mined.at[i] ?? Number.NaN
  const start = table.starts[i] ?? 0
  return {
    number,
    text: asRedacted(cut(table.text.slice(start, table.ends[i]), MAX_TEXT_CHARS)),
    content: (mined.contents[i] ?? start) - start,
    template: mined.lines[i] ?? 0,
    at: Number.isNaN(at) ? null : at,
    level: LEVELS[mined.levels[i] ?? 0] ?? 'unknown',
  }
}

function renumbered(template: Template, numberOf: (i: number) => number): Template {
  return {
    ...template,
    sample: asRedacted(cut(template.sample, MAX_TEXT_CHARS)),
    firstLine: numberOf(template.firstLine - 1),
    lastLine: numberOf(template.lastLine - 1),
  }
}
