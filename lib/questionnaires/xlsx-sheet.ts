import { fileProblem } from './file-problem.ts'
import { MAX_CELL, MAX_COLUMNS, MAX_ROWS } from './limits.ts'
import { placeOf, type Row } from './table.ts'
import { attribute, decoded, type Tag, type TagBudget, tagsOf } from './xml-tags.ts'

/** Reading one sheet. A formula is not looked at: what counts is the value that was saved beside it. */

export interface Sheet {
  rows: Row[]
  /** Lists that the sheet allows, by column from 0: the formula as it stands, `"Yes,No"` or a range. */
  lists: { column: number; formula: string }[]
}

const MAX_LIST_COLUMNS = 6

/** Strings that cells share, by their place. Readings of characters (`rPh`) are left out. */
export function readSharedStrings(xml: string, budget: TagBudget): string[] {
  const strings: string[] = []
  let text: string | null = null
  for (const tag of textTags(xml, budget)) {
    if (tag.name === 'si' && tag.kind === 'whole') strings.push('')
    else if (tag.name === 'si' && tag.kind === 'open') text = ''
    else if (tag.name === 'si' && tag.kind === 'close') {
      strings.push((text ?? '').slice(0, MAX_CELL))
      text = null
    } else if (tag.text !== null && text !== null) text += tag.text
  }
  return strings
}

/** Throws Invalid for more rows than a questionnaire has. */
export function readSheet(xml: string, shared: readonly string[], budget: TagBudget): Sheet {
  const sheet: Sheet = { rows: [], lists: [] }
  let [row, column, cells] = [0, -1, [] as string[]]
  let cell: { type: string; value: string } | null = null
  let list: { ranges: string; formula: string } | null = null
  for (const tag of textTags(xml, budget)) {
    if (tag.name === 'row' && tag.kind !== 'close') {
      row = Number(attribute(tag, 'r')) || row + 1
      ;[column, cells] = [-1, []]
    } else if (tag.name === 'row') keepRow(sheet.rows, row, cells)
    else if (tag.name === 'c' && tag.kind !== 'close') {
      column = placeOf(attribute(tag, 'r'))?.column ?? column + 1
      cell = tag.kind === 'open' ? { type: attribute(tag, 't'), value: '' } : null
    } else if (tag.name === 'c' && cell) {
      if (column < MAX_COLUMNS) cells[column] = cellText(cell, shared)
      cell = null
    } else if (tag.name === 'dataValidation' && tag.kind === 'open')
      list = attribute(tag, 'type') === 'list' ? { ranges: attribute(tag, 'sqref'), formula: '' } : null
    else if (tag.name === 'dataValidation' && list) {
      sheet.lists.push(...columnsOf(list.ranges).map((at) => ({ column: at, formula: list?.formula ?? '' })))
      list = null
    } else if (tag.text === null) continue
    else if (cell) cell.value += tag.text
    else if (list && tag.name === 'formula1') list.formula += tag.text
  }
  return sheet
}

type TextTag = Tag & { text: string | null }
const HOLDS_TEXT = new Set(['t', 'v', 'formula1'])

/** Tags, and with the closing ones of `t`, `v` and `formula1` the text between. Readings of characters are passed over. */
function* textTags(xml: string, budget: TagBudget): Generator<TextTag> {
  let [from, reading] = [-1, false]
  for (const tag of tagsOf(xml, budget)) {
    if (tag.name === 'rPh') reading = tag.kind === 'open'
    const holds = HOLDS_TEXT.has(tag.name) && !reading
    if (holds && tag.kind === 'open') from = tag.end
    const text = holds && tag.kind === 'close' && from !== -1 ? decoded(xml.slice(from, tag.start)) : null
    if (text !== null) from = -1
    yield { ...tag, text }
  }
}

function cellText({ type, value }: { type: string; value: string }, shared: readonly string[]): string {
  const text = type === 's' ? (shared[Number(value)] ?? '') : type === 'b' ? (value === '1' ? 'TRUE' : 'FALSE') : value
  return text.slice(0, MAX_CELL)
}

function keepRow(rows: Row[], number: number, cells: readonly (string | undefined)[]): void {
  const texts = Array.from(cells, (text) => text ?? '')
  if (texts.every((text) => text.trim() === '')) return
  if (rows.length === MAX_ROWS)
    throw fileProblem(`A sheet has more than ${MAX_ROWS} rows.`, 'Send the sheets with questions alone.')
  rows.push({ number, cells: texts })
}

/** Columns of ranges like `E3:E300 F3`; none for a range across many, which is no column of answers. */
function columnsOf(ranges: string): number[] {
  return ranges
    .split(/\s+/)
    .slice(0, 100)
    .flatMap((range) => {
      const [from, to] = range.split(':').map((reference) => placeOf(reference)?.column)
      if (from === undefined) return []
      const width = (to ?? from) - from + 1
      return width > 0 && width <= MAX_LIST_COLUMNS ? Array.from({ length: width }, (_, i) => from + i) : []
    })
}
