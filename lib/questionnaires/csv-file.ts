import { neutral } from '../csv.ts'
import { fileProblem } from './file-problem.ts'
import { MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from './limits.ts'
import type { CellText, Row, Table } from './table.ts'

/**
 * A CSV (RFC 4180 and what people send as such): UTF-8, UTF-16 with or without its mark, Windows-1252; comma, semicolon or
 * tab. On the way out encoding, separator, line ends and the quoting of other cells stay as they came.
 */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

interface Cell {
  /** Places in the text, quotes included. */
  start: number
  end: number
  text: string
}

interface Parsed {
  encoding: Encoding
  /** With its byte order mark, where it had one. */
  text: string
  separator: string
  rows: Cell[][]
}

/** Throws Invalid for bytes that are no text and for more rows than a questionnaire has. */
export function readCsv(bytes: Uint8Array): Table[] {
  const rows: Row[] = parse(bytes).rows.flatMap((cells, at) => {
    const texts = cells.slice(0, MAX_COLUMNS).map(({ text }) => text.slice(0, MAX_CELL))
    return texts.some((text) => text.trim() !== '') ? [{ number: at + 1, cells: texts }] : []
  })
  return [{ name: '', rows, choices: {} }]
}

/**
 * The same file with text in the cells named. Cells that a spreadsheet could take for a formula begin with an apostrophe
 * afterwards, whoever wrote them: whoever opens the answer must not run what somebody put into the question.
 */
export function writeCsv(bytes: Uint8Array, cells: readonly CellText[]): Uint8Array {
  const { encoding, text, separator, rows } = parse(bytes)
  const wanted = new Map(cells.map(({ row, column, text: its }) => [`${row}/${column}`, its]))
  const written = (its: string) => quoted(neutral(its), separator)
  const edits = rows.flatMap((row, at) => {
    const here = row.flatMap((cell, column) => {
      const its = wanted.get(`${at + 1}/${column}`)
      if (its !== undefined) return [{ ...cell, text: written(its) }]
      return isFormula(cell.text) ? [{ ...cell, text: written(cell.text) }] : []
    })
    return [...here, ...beyond(row, at + 1, cells, separator, written)]
  })
  return encode(applied(text, edits), encoding)
}

/** Cells right of where the row ends. */
function beyond(
  row: readonly Cell[],
  number: number,
  cells: readonly CellText[],
  separator: string,
  written: (text: string) => string,
): Cell[] {
  const end = row.at(-1)?.end
  const more = cells.filter((cell) => cell.row === number && cell.column >= row.length)
  if (end === undefined || more.length === 0) return []
  const width = Math.max(...more.map(({ column }) => column)) + 1
  const added = Array.from({ length: width - row.length }, (_, i) => {
    const found = more.find(({ column }) => column === row.length + i)
    return `${separator}${found ? written(found.text) : ''}`
  })
  return [{ start: end, end, text: added.join('') }]
}

function parse(bytes: Uint8Array): Parsed {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text))
    throw fileProblem('This is no XLSX and no CSV.', 'Save it as XLSX or CSV.')
  const separator = separatorOf(text)
  return { encoding, text, separator, rows: cellsOf(text, separator) }
}

/** By its mark; else by where zeros stand, which text has in UTF-16 alone; else UTF-8 if it is that, and Windows-1252 if not. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = [bytes[0], bytes[1]]
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4_000)
  const zeros = (odd: number) => head.filter((byte, at) => at % 2 === odd && byte === 0).length
  if (zeros(1) > head.length / 5 && zeros(0) === 0) return 'utf-16le'
  if (zeros(0) > head.length / 5 && zeros(1) === 0) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** The sign that the first line has most of, outside quotes. */
function separatorOf(text: string): string {
  const line = /^(?:[^"\r\n]|"(?:[^"]|"")*")*/.exec(text.slice(0, 20_000))?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? ''
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}

function cellsOf(text: string, separator: string): Cell[][] {
  const rows: Cell[][] = []
  let [at, cells] = [text.startsWith('\ufeff') ? 1 : 0, 0]
  while (at < text.length) {
    const row: Cell[] = []
    for (;;) {
      const cell = cellAt(text, at, separator)
      row.push(cell)
      if (++cells > MAX_CELLS)
        throw fileProblem('The file holds more cells than a questionnaire.', 'Send the rows with questions alone.')
      at = cell.end
      if (text[at] !== separator) break
      at++
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    rows.push(row)
    if (rows.length > MAX_ROWS)
      throw fileProblem(`The file has more than ${MAX_ROWS} rows.`, 'Send the rows with questions alone.')
  }
  return rows
}

/** A quote that is never closed reaches to the end, as spreadsheets read it. */
function cellAt(text: string, start: number, separator: string): Cell {
  if (text[start] !== '"') {
    let end = start
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    return { start, end, text: text.slice(start, end) }
  }
  let [end, value] = [start + 1, '']
  for (;;) {
    const close = text.indexOf('"', end)
    if (close === -1) return { start, end: text.length, text: value + text.slice(end) }
    value += text.slice(end, close)
    if (text[close + 1] !== '"') {
      end = close + 1
      break
    }
    value += '"'
    end = close + 2
  }
  // What stands behind the closing quote belongs to the cell, however odd.
  const rest = cellAt(text, end, separator)
  if (rest.end === end) return { start, end, text: value }
  return { start, end: rest.end, text: value + rest.text }
}

/** As text that is computed; not a number, and not a dash that stands alone for nothing. */
const isFormula = (text: string): boolean =>
  neutral(text).startsWith("'") && !text.startsWith("'") && !/^\s*[+-]?(\d[\d.,\s]*)?%?\s*$/.test(text)

const quoted = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text

function applied(text: string, edits: readonly Cell[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: its } of edits) {
    parts.push(text.slice(at, start), its)
    at = end
  }
  return parts.join('') + text.slice(at)
}

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'windows-1252') return Uint8Array.from(text, (sign) => WINDOWS_1252.get(sign) ?? QUESTION_MARK)
  const bytes = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

const QUESTION_MARK = 0x3f
const WINDOWS_1252 = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
)
