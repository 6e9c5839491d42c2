/**
 * The one writer of CSV (RFC 4180, CRLF, a byte order mark so that spreadsheets read UTF-8). What a spreadsheet could take
 * for a formula begins with an apostrophe (OWASP, CSV injection): no cell of ours is meant to be computed.
 */
export const CSV_START = '\ufeff'

export type CsvValue = string | number | boolean | Date | null

export function csvRow(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}

function csvCell(value: CsvValue): string {
  if (value === null) return ''
  // Numbers are written by us and stay numbers, minus sign and all.
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const safe = neutral(value instanceof Date ? value.toISOString() : value)
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Text as a spreadsheet shows it and does not compute it: without controls, behind an apostrophe where it would be a formula. */
export function neutral(value: string): string {
  const text = withoutControls(value)
  return FORMULA.test(text) ? `'${text}` : text
}

/** Also behind blanks, and the full-width forms that some spreadsheets read alike. */
const FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/** Controls and bidi marks: they change what is shown and mean nothing in a cell. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const withoutControls = (text: string): string => text.replace(CONTROLS, '').toWellFormed()
