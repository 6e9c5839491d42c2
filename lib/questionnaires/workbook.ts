import { neutral } from '../csv.ts'
import { TooLarge } from '../errors.ts'
import { readCsv, writeCsv } from './csv-file.ts'
import { fileProblem } from './file-problem.ts'
import { MAX_FILE_BYTES, MAX_WRITTEN_CELL } from './limits.ts'
import type { CellText, Table } from './table.ts'
import { readXlsx, writeXlsx } from './xlsx.ts'

/** A questionnaire's file, in and out. */

export type Format = 'xlsx' | 'csv'

/** By its first bytes: what it is called says nothing. Names of what runs macros are refused all the same. */
export function formatOf(bytes: Uint8Array, fileName: string): Format {
  if (/\.(xlsm|xltm|xlam|xlsb)$/i.test(fileName))
    throw fileProblem('Workbooks with macros are not taken.', 'Save it as XLSX without macros.')
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  return start.startsWith('PK') || start === '\u00d0\u00cf\u0011\u00e0' ? 'xlsx' : 'csv'
}

/** Throws TooLarge or Invalid, with what to do. */
export function readWorkbook(bytes: Uint8Array, format: Format): Table[] {
  if (bytes.length > MAX_FILE_BYTES)
    throw new TooLarge(MAX_FILE_BYTES, { todo: 'Send the sheets with questions alone, without pictures.' })
  if (bytes.length === 0) throw fileProblem('The file is empty.', 'Choose it again.')
  return format === 'xlsx' ? readXlsx(bytes) : readCsv(bytes)
}

/** The same file with text in some cells. No text of ours can be computed by a spreadsheet. */
export function writeWorkbook(
  bytes: Uint8Array,
  format: Format,
  cells: readonly CellText[],
): { bytes: Uint8Array; held: CellText[] } {
  if (format === 'csv') return { bytes: writeCsv(bytes, cells), held: [] }
  return writeXlsx(
    bytes,
    cells.map((cell) => ({ ...cell, text: neutral(cell.text).slice(0, MAX_WRITTEN_CELL) })),
  )
}

const KEPT_NAME = 120

/** Its last part without signs that a path, a header or a terminal could read otherwise. */
export function plainFileName(given: string, format: Format): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .replace(/\.(xlsx|csv|tsv|txt)$/i, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()&-]/gu, '')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, KEPT_NAME)
  return `${stem || 'questionnaire'}.${format}`
}
