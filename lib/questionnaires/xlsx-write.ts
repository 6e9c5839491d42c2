import { columnName, placeOf } from './table.ts'
import { attribute, encoded, type Tag, tagsOf } from './xml-tags.ts'

/** Text by row (from 1) and column (from 0). */
export type Texts = ReadonlyMap<number, ReadonlyMap<number, string>>

interface Edit {
  start: number
  end: number
  text: string
}

interface FoundCell {
  column: number
  tag: Tag
  end: number
  formula: boolean
}

interface FoundRow {
  number: number
  tag: Tag
  cells: FoundCell[]
  /** Where the row's own end begins; of an empty one, where it ends. */
  end: number
}

/**
 * A sheet with text in some of its cells. Everything else stays as it stands, sign for sign; a cell keeps its style, and one
 * that is not there yet gets its column's. Cells that hold a formula are left alone: others may depend on them. They are told.
 */
export function writeCells(xml: string, texts: Texts): { xml: string; held: { row: number; column: number }[] } {
  const { rows, styles } = findRows(xml, texts)
  const held: { row: number; column: number }[] = []
  const edits = rows.flatMap((row) => {
    const wanted = [...(texts.get(row.number) ?? [])].sort(([a], [b]) => a - b)
    const free = wanted.filter(([column]) => !row.cells.some((cell) => cell.column === column && cell.formula))
    held.push(...wanted.filter((one) => !free.includes(one)).map(([column]) => ({ row: row.number, column })))
    return editsOf(xml, row, free, styles)
  })
  return { xml: applied(xml, edits), held }
}

function findRows(xml: string, texts: Texts): { rows: FoundRow[]; styles: Map<number, string> } {
  const rows: FoundRow[] = []
  const styles = new Map<number, string>()
  let [number, column] = [0, -1]
  let row: FoundRow | null = null
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'col') keepStyle(styles, tag)
    else if (tag.name === 'row' && tag.kind !== 'close') {
      number = Number(attribute(tag, 'r')) || number + 1
      column = -1
      row = texts.has(number) ? { number, tag, cells: [], end: tag.end } : null
      if (row && tag.kind === 'whole') rows.push(row)
    } else if (tag.name === 'row' && row) {
      rows.push({ ...row, end: tag.start })
      row = null
    } else if (row && tag.name === 'c' && tag.kind !== 'close') {
      column = placeOf(attribute(tag, 'r'))?.column ?? column + 1
      row.cells.push({ column, tag, end: tag.end, formula: false })
    } else if (row) seeInCell(row.cells.at(-1), tag)
  }
  return { rows, styles }
}

function seeInCell(cell: FoundCell | undefined, tag: Tag): void {
  if (!cell) return
  if (tag.name === 'f') cell.formula = true
  if (tag.name === 'c' && tag.kind === 'close') cell.end = tag.end
}

type Styles = ReadonlyMap<number, string>

function editsOf(xml: string, row: FoundRow, wanted: readonly [number, string][], styles: Styles): Edit[] {
  const prefix = /^<([\w.-]+:)?/.exec(xml.slice(row.tag.start, row.tag.start + 80))?.[1] ?? ''
  const made = ([column, text]: readonly [number, string]) => {
    const there = row.cells.find((cell) => cell.column === column)
    const style = there ? attribute(there.tag, 's') : (styles.get(column) ?? '')
    return { there, column, text: cellXml(prefix, `${columnName(column)}${row.number}`, style, text) }
  }
  const cells = wanted.map(made)
  if (row.tag.kind === 'whole' && cells.length > 0) {
    const opened = xml.slice(row.tag.start, row.tag.end).replace(/\s*\/>$/, '>')
    const text = `${withoutSpans(opened)}${cells.map((cell) => cell.text).join('')}</${prefix}row>`
    return [{ start: row.tag.start, end: row.tag.end, text }]
  }
  return cells.map(({ there, column, text }) => {
    if (there) return { start: there.tag.start, end: there.end, text }
    const next = row.cells.find((cell) => cell.column > column)?.tag.start ?? row.end
    return { start: next, end: next, text }
  })
}

/** A hint on which columns a row uses, which may be wrong afterwards. */
const withoutSpans = (tag: string): string => tag.replace(/\sspans\s*=\s*("[^"]*"|'[^']*')/, '')

/** Text as text: a cell of this type is not computed, whatever it begins with. */
function cellXml(prefix: string, reference: string, style: string, text: string): string {
  const its = /^\d{1,6}$/.test(style) ? ` s="${style}"` : ''
  const inner = `<${prefix}is><${prefix}t xml:space="preserve">${encoded(text)}</${prefix}t></${prefix}is>`
  return `<${prefix}c r="${reference}"${its} t="inlineStr">${inner}</${prefix}c>`
}

function keepStyle(styles: Map<number, string>, tag: Tag): void {
  const style = attribute(tag, 'style')
  const [from, to] = [Number(attribute(tag, 'min')), Number(attribute(tag, 'max'))]
  if (style === '' || !(from >= 1)) return
  for (let at = from; at <= Math.min(to, 500); at++) styles.set(at - 1, style)
}

function applied(xml: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, text } of edits) {
    parts.push(xml.slice(at, start), text)
    at = end
  }
  return parts.join('') + xml.slice(at)
}
