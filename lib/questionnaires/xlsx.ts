import { strToU8 } from 'fflate'
import { fileProblem } from './file-problem.ts'
import { MAX_SHEETS, MAX_TAGS } from './limits.ts'
import { type CellText, placeOf, type Table } from './table.ts'
import { openPackage, type Package, packageWith, textOf } from './xlsx-package.ts'
import { readSharedStrings, readSheet, type Sheet } from './xlsx-sheet.ts'
import { writeCells } from './xlsx-write.ts'
import { attribute, tagsOf } from './xml-tags.ts'

/** ECMA-376. Only what holds questions is read; on the way out only the sheets that got an answer differ. */

const BOOK = 'xl/workbook.xml'
const MAX_CHOICES = 20
/** Longer ones are no answers to choose from. */
const MAX_CHOICE = 60

/** Throws Invalid for what is no workbook, holds macros, or is larger than a questionnaire. */
export function readXlsx(bytes: Uint8Array): Table[] {
  const files = openPackage(bytes)
  const budget = { left: MAX_TAGS }
  const shared = readSharedStrings(textOf(files, partOf(files, 'sharedStrings') ?? 'xl/sharedStrings.xml'), budget)
  const sheets = sheetFiles(files).map(({ name, file }) => ({
    name,
    sheet: readSheet(textOf(files, file), shared, budget),
  }))
  return sheets.map(({ name, sheet }) => ({ name, rows: sheet.rows, choices: choicesOf(sheet, name, sheets) }))
}

/** The same workbook with text in the cells named; `held` are cells with a formula, which stay. */
export function writeXlsx(bytes: Uint8Array, cells: readonly CellText[]): { bytes: Uint8Array; held: CellText[] } {
  const files = openPackage(bytes)
  const changed: Record<string, Uint8Array> = {}
  const held: CellText[] = []
  for (const { name, file } of sheetFiles(files)) {
    const here = cells.filter(({ sheet }) => sheet === name)
    if (here.length === 0) continue
    const rows = new Map<number, Map<number, string>>()
    for (const { row, column, text } of here) rows.set(row, (rows.get(row) ?? new Map()).set(column, text))
    const written = writeCells(textOf(files, file), rows)
    changed[file] = strToU8(written.xml)
    held.push(...here.filter(({ row, column }) => written.held.some((at) => at.row === row && at.column === column)))
  }
  if (Object.keys(changed).length > 0) changed[BOOK] = strToU8(computedOnOpening(textOf(files, BOOK)))
  return { bytes: packageWith(files, changed), held }
}

/** Nothing is computed here, so what was computed from the empty cells is old: the program that opens it does that anew. */
function computedOnOpening(xml: string): string {
  const [before, prefix = ''] = /<([\w.-]+:)?calcPr\b[^>]*>/.exec(xml) ?? []
  if (before?.includes('fullCalcOnLoad='))
    return xml.replace(/fullCalcOnLoad\s*=\s*["'][^"']*["']/, 'fullCalcOnLoad="1"')
  if (before) return xml.replace(before, before.replace(/\s*(\/?>)$/, ' fullCalcOnLoad="1"$1'))
  // Where the schema has it: behind the names, the references or the sheets, whichever comes last.
  const places = [...xml.matchAll(/<\/([\w.-]+:)?(?:sheets|functionGroups|externalReferences|definedNames)>/g)]
  const last = places.at(-1)
  if (!last) return xml
  const at = last.index + last[0].length
  return `${xml.slice(0, at)}<${last[1] ?? prefix}calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`
}

interface SheetFile {
  name: string
  file: string
}

/** Sheets in their order, those out of sight included: an answer may be asked for there. */
function sheetFiles(files: Package): SheetFile[] {
  const parts = relations(files)
  const found = [...tagsOf(textOf(files, BOOK))]
    .filter((tag) => tag.name === 'sheet' && tag.kind !== 'close')
    .flatMap((tag) => {
      // The prefix of relationships may be any, so `id` alone would also match it; `sheetId` is another name.
      const file = parts.get(attribute(tag, 'id'))
      return file !== undefined && /worksheets\//.test(file)
        ? [{ name: attribute(tag, 'name').slice(0, 100), file }]
        : []
    })
  if (found.length === 0)
    throw fileProblem('The workbook has no sheet.', 'Open it, save it again as XLSX, and send that.')
  if (found.length > MAX_SHEETS)
    throw fileProblem(`The workbook has more than ${MAX_SHEETS} sheets.`, 'Send the sheets with questions alone.')
  return found
}

/** Id of a relation of the workbook → path of its file. */
function relations(files: Package): Map<string, string> {
  return new Map(
    [...tagsOf(textOf(files, 'xl/_rels/workbook.xml.rels'))]
      .filter((tag) => tag.name === 'Relationship' && attribute(tag, 'TargetMode') !== 'External')
      .map((tag) => [attribute(tag, 'Id'), pathOf(attribute(tag, 'Target'))] as const),
  )
}

const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

function partOf(files: Package, kind: string): string | undefined {
  return [...relations(files).values()].find((file) => file.includes(kind))
}

type Named = { name: string; sheet: Sheet }

/** What the file lets somebody choose, where it says so in words or points at a short list of cells. */
function choicesOf(sheet: Sheet, name: string, sheets: readonly Named[]): Record<number, readonly string[]> {
  const found: Record<number, readonly string[]> = {}
  for (const { column, formula } of sheet.lists) {
    const words = /^\s*"(.*)"\s*$/.exec(formula)?.[1]?.split(',') ?? cellsOf(formula, name, sheets)
    const choices = words.map((word) => word.trim()).filter((word) => word !== '' && word.length <= MAX_CHOICE)
    if (choices.length > 0 && choices.length <= MAX_CHOICES) found[column] ??= choices
  }
  return found
}

function cellsOf(formula: string, name: string, sheets: readonly Named[]): string[] {
  const [, quoted, plain, from = '', to = ''] =
    /^(?:(?:'((?:[^']|'')+)'|(\w+))!)?(\$?[A-Z]+\$?\d+):(\$?[A-Z]+\$?\d+)$/.exec(formula.trim()) ?? []
  const [first, last] = [placeOf(from), placeOf(to)]
  if (!first || !last || first.column !== last.column || last.row - first.row >= MAX_CHOICES) return []
  const where = quoted?.replaceAll("''", "'") ?? plain ?? name
  const rows = sheets.find((one) => one.name === where)?.sheet.rows ?? []
  return rows
    .filter(({ number }) => number >= first.row && number <= last.row)
    .map(({ cells }) => cells[first.column] ?? '')
}
