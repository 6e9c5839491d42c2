import type { Template } from './condensed-log.ts'
import { cut, timeOfDay } from './render.ts'
import type { Mined } from './templates.ts'
import { lineCost } from './tokens.ts'

/** Everything in the condensed text that is not a line of the log; each begins with `#`. */

/** Fewer lines than this left out are not worth a note. */
const MIN_GAP = 40
const MAX_ROWS = 40
const ROW_CHARS = 150
/** Rows of the table that people see. */
const MAX_SHOWN = 20

export function headLine(linesIn: number): string {
  return `# ${linesIn} lines; kept ones as number, tab, text. "# +N" leaves out N lines and tells the next clock.`
}

/** Notes on the widest gaps, by the position in `kept` of the line after the gap, within a budget in units of `lineCost`. */
export function gapLines(kept: readonly number[], mined: Mined, count: number, budget: number): Map<number, string> {
  const gaps: { n: number; size: number }[] = []
  for (let n = 0; n < kept.length; n++) {
    const size = (kept[n] ?? 0) - (n === 0 ? -1 : (kept[n - 1] ?? 0)) - 1
    if (size >= Math.min(MIN_GAP, count / 20)) gaps.push({ n, size })
  }
  gaps.sort((a, b) => b.size - a.size || a.n - b.n)
  const notes = new Map<number, string>()
  let left = budget
  for (const { n, size } of gaps) {
    const at = mined.at[kept[n] ?? 0] ?? Number.NaN
    const note = Number.isNaN(at) ? `# +${size}` : `# +${size} ${timeOfDay(at)}`
    const cost = lineCost(note)
    if (cost > left) break
    left -= cost
    notes.set(n, note)
  }
  return notes
}

/** Templates by how much they tell: their words, their level, how often they came. Those without a word are left out. */
function byTelling(mined: Mined, worth: Float32Array): { t: Template; id: number; score: number }[] {
  return mined.templates
    .map((t, id) => ({ t, id, score: Math.log2(t.count) * (1 + (worth[id] ?? 0)) }))
    .filter(({ t }) => /[A-Za-z]{3}/.test(t.template))
    .sort((a, b) => b.score - a.score || (worth[b.id] ?? 0) - (worth[a.id] ?? 0) || a.id - b.id)
}

/** The indices of those that a table shows. */
export const tellingTemplates = (mined: Mined, worth: Float32Array): number[] =>
  byTelling(mined, worth)
    .slice(0, MAX_SHOWN)
    .map(({ id }) => id)

/**
 * The template table: what repeats, failures first, as `# COUNTx FIRST..LAST TEMPLATE`. `worth` is each template's by its
 * words and level.
 */
export function tableLines(
  mined: Mined,
  worth: Float32Array,
  numberOf: (i: number) => number,
  budget: number,
): string[] {
  const order = byTelling(mined, worth).filter(({ t }) => t.count > 1)
  const rows: string[] = []
  let left = budget - lineCost('# templates:')
  for (const { t } of order) {
    if (rows.length >= MAX_ROWS) break
    const shape = cut(t.template, ROW_CHARS)
    const row = `# ${t.count}x ${numberOf(t.firstLine - 1)}..${numberOf(t.lastLine - 1)} ${shape}`
    const cost = lineCost(row)
    if (cost > left) break
    left -= cost
    rows.push(row)
  }
  return rows.length > 0 ? ['# templates:', ...rows] : []
}
