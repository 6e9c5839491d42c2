import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'
import { type CondenseOptions, condenseTable, MAX_TEXT_CHARS } from './condense.ts'
import type { CondensedLog } from './condensed-log.ts'
import { indexLines, stripEscapes } from './lines.ts'
import { cut } from './render.ts'
import { mineTable } from './templates.ts'

/** A line as a browser or CLI sends it: its number in the original log and its redacted text. */
export interface NumberedLine {
  number: number
  text: RedactedText
}

/** The text of one line as an analysis has it, and as its hash is made of it. */
export const lineText = (text: RedactedText): string => cut(stripEscapes(text).replace(/[\r\n]/g, ' '), MAX_TEXT_CHARS)

/**
 * What the server builds from the lines that a browser kept. It believes nothing but the lines and their numbers:
 * templates, levels, counts and buckets are computed here, so a count is the count among the lines that were sent.
 * Numbers must be whole, at least 1 and strictly ascending, or a RangeError is thrown. A line break inside a text
 * becomes a blank. All lines are kept unless they are over the budget.
 */
export function fromNumberedLines(lines: readonly NumberedLine[], options: CondenseOptions = {}): CondensedLog {
  requireAscending(lines.length, (i) => lines[i]?.number ?? 0)
  const starts = new Int32Array(lines.length)
  const ends = new Int32Array(lines.length)
  const texts: string[] = []
  let offset = 0
  lines.forEach(({ text }, i) => {
    const flat = stripEscapes(text).replace(/[\r\n]/g, ' ')
    starts[i] = offset
    ends[i] = offset + flat.length
    offset += flat.length + 1
    texts.push(flat)
  })
  const table = { text: asRedacted(texts.join('\n')), starts, ends, count: lines.length }
  return condenseTable(table, mineTable(table), (i) => lines[i]?.number ?? 0, options, { keepAll: true })
}

/** The same from lines that are joined already, which saves a copy of each: `text` holds them and nothing else, without escapes. */
export function fromJoinedLines(text: RedactedText, numbers: Uint32Array, options: CondenseOptions = {}): CondensedLog {
  requireAscending(numbers.length, (i) => numbers[i] ?? 0)
  const table = indexLines(text)
  if (table.count !== numbers.length) throw new RangeError(`${table.count} lines, ${numbers.length} numbers`)
  return condenseTable(table, mineTable(table), (i) => numbers[i] ?? 0, options, { keepAll: true })
}

function requireAscending(count: number, numberOf: (i: number) => number): void {
  let before = 0
  for (let i = 0; i < count; i++) {
    const number = numberOf(i)
    if (!Number.isSafeInteger(number) || number <= before)
      throw new RangeError(`line numbers must be whole and ascending; found ${number} after ${before}`)
    before = number
  }
}
