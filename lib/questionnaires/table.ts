/** A questionnaire as rows of text, whichever file it came in. */

export interface Row {
  /** From 1, as a spreadsheet counts. */
  number: number
  /** By column, from 0; '' where nothing is. Of a formula the value that was saved with it: nothing is computed. */
  cells: readonly string[]
}

export interface Table {
  /** Name of the sheet; '' for a CSV. */
  name: string
  rows: readonly Row[]
  /** Words that the file itself allows in a column, by column from 0. */
  choices: Readonly<Record<number, readonly string[]>>
}

/** Text for one cell. */
export interface CellText {
  sheet: string
  row: number
  /** From 0. */
  column: number
  text: string
}

/** 0 → A, 26 → AA. */
export function columnName(column: number): string {
  const above = Math.floor(column / 26) - 1
  return `${above < 0 ? '' : columnName(above)}${String.fromCharCode(65 + (column % 26))}`
}

/** `C12` → its column from 0 and its row from 1; null for what is no reference. */
export function placeOf(reference: string): { column: number; row: number } | null {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference) ?? []
  if (letters === '') return null
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(digits) }
}
