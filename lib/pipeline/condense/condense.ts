import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'
import type { CondensedLine, CondensedLog, TimeBucket } from './condensed-log.ts'
import { LEVELS } from './levels.ts'
import { indexLines, type LineTable, lineAt } from './lines.ts'
import { type Mined, mineTable } from './templates.ts'
import { estimateTokens } from './tokens.ts'

export interface CondenseOptions {
  /** Upper limit for `tokens`, in the newest model family. */
  budgetTokens?: number
  /** A log of a good run: what is new against it ranks first. */
  knownGood?: RedactedText
  /** Epoch milliseconds now, for clocks without a year: they get the latest year that is not in the future. */
  now?: number
  onProgress?: (doneChars: number, totalChars: number) => void
}

/** Makes a log small enough to think about, keeping the lines that matter. Deterministic; linear in the log's size. */
export function condense(text: RedactedText, options: CondenseOptions = {}): CondensedLog {
  const table = indexLines(text)
  return condenseTable(table, (i) => i + 1, options)
}

/** `numberOf` gives the original number of the table's line `i`. */
export function condenseTable(
  table: LineTable,
  numberOf: (i: number) => number,
  options: CondenseOptions,
): CondensedLog {
  const budget = options.budgetTokens ?? 8_000
  const mined = mineTable(table)
  const order = Array.from({ length: table.count }, (_, i) => i)
  const weight = Float64Array.from(order, (i) => score(mined, table, i))
  order.sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0) || b - a)
  const kept: number[] = []
  let used = 20
  for (const i of order) {
    const cost = estimateTokens(`${numberOf(i)}\t${shown(table, i)}\n`) + 8
    if (used + cost > budget) continue
    used += cost
    kept.push(i)
    if (budget - used < 20) break
  }
  kept.sort((a, b) => a - b)
  const lines: CondensedLine[] = kept.map((i) => ({
    number: numberOf(i),
    text: lineAt(table, i),
    template: mined.lines[i] ?? 0,
    at: Number.isNaN(mined.at[i]) ? null : (mined.at[i] ?? null),
    level: LEVELS[mined.levels[i] ?? 0] ?? 'unknown',
  }))
  const rendered = asRedacted(
    [`# ${table.count} lines`, ...kept.map((i) => `${numberOf(i)}\t${shown(table, i)}`)].join('\n'),
  )
  options.onProgress?.(table.text.length, table.text.length)
  return {
    lines,
    templates: mined.templates.map((t) => ({
      ...t,
      firstLine: numberOf(t.firstLine - 1),
      lastLine: numberOf(t.lastLine - 1),
    })),
    buckets: bucketsOf(mined, numberOf),
    linesIn: table.count,
    tokens: estimateTokens(rendered),
    text: rendered,
  }
}

function shown(table: LineTable, i: number): string {
  const text = lineAt(table, i)
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, '')
  return text.length > 400 ? `${text.slice(0, 300)}…${text.slice(-90)}` : text
}

const BAD =
  /error|fail|fatal|panic|exception|denied|refused|timed? ?out|cannot|could not|unable|exit code|expected|assert|killed|no space/i

function score(mined: Mined, table: LineTable, i: number): number {
  const count = mined.templates[mined.lines[i] ?? 0]?.count ?? 1
  const bad = BAD.test(lineAt(table, i)) ? 4 : 0
  const level = (mined.levels[i] ?? 0) >= 4 ? 2 : 0
  return (bad + level) / (1 + Math.log(count)) + (i / table.count) * 2
}

function bucketsOf(mined: Mined, numberOf: (i: number) => number): TimeBucket[] {
  const size = Math.max(1, Math.ceil(mined.lines.length / 60))
  const buckets: TimeBucket[] = []
  for (let from = 0; from < mined.lines.length; from += size) {
    const levels = [...mined.levels.slice(from, from + size)]
    const at = mined.at[from] ?? Number.NaN
    buckets.push({
      at: Number.isNaN(at) ? null : at,
      firstLine: numberOf(from),
      lines: levels.length,
      errors: levels.filter((l) => l >= 4).length,
    })
  }
  return buckets
}
