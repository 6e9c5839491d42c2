import { z } from 'zod'
import { MAX_COLUMNS, MAX_QUESTIONS } from './limits.ts'
import type { Row, Table } from './table.ts'

/** Which columns hold what. Recognised by the words above them, and corrected by a person. */

const column = z
  .int()
  .min(0)
  .max(MAX_COLUMNS - 1)
export const layoutSchema = z.strictObject({
  sheets: z
    .array(
      z.strictObject({
        name: z.string().max(100),
        /** Whether its rows are questions at all. */
        included: z.boolean(),
        /** Row of the headings, from 1; 0 where there are none. */
        headerRow: z.int().min(0).max(1_048_576),
        id: column.nullable(),
        question: column,
        answer: column,
        /** For words beside the answer; without it both go into one cell. */
        comment: column.nullable(),
      }),
    )
    .min(1)
    .max(60),
})
export type Layout = z.infer<typeof layoutSchema>
export type SheetLayout = Layout['sheets'][number]

/** One question as the file asks it. */
export interface Asked {
  sheet: string
  row: number
  /** As the file numbers it; '' where it does not. */
  ref: string
  text: string
}

const HEADINGS = {
  id: /^(no\.?|#|nr\.?)$|\b(id|ref|reference|number|serial)\b/i,
  question: /\bquestions?\b|\brequirements?\b|\bcontrol (text|description|specification)\b|\bask\b/i,
  answer: /\banswers?\b|\bresponses?\b|\byes ?\/ ?no\b|\breply\b/i,
  comment:
    /\bcomments?\b|\bremarks?\b|\bnotes?\b|\bexplanations?\b|\bdetails?\b|\bdescription\b|\badditional\b|\bjustification\b|\bimplementation\b/i,
} as const
const HEADER_SEARCH_ROWS = 40
const MIN_QUESTION = 8

/** One layout for every table; those that look like no list of questions are left out. */
export function recognise(tables: readonly Table[]): Layout {
  return { sheets: tables.map(sheetLayout) }
}

function sheetLayout(table: Table): SheetLayout {
  const header = headerOf(table.rows.slice(0, HEADER_SEARCH_ROWS))
  if (header) return { name: table.name, included: true, ...header }
  const question = widest(table.rows)
  return { name: table.name, included: false, headerRow: 0, id: null, question, answer: question + 1, comment: null }
}

/** The first row that has a heading for questions and one for answers. */
function headerOf(rows: readonly Row[]): Omit<SheetLayout, 'name' | 'included'> | null {
  for (const { number, cells } of rows) {
    // Headings are short; a question that speaks of answers is none.
    const words = cells.map((cell) => (cell.length <= 80 ? cell.replace(/\s+/g, ' ').trim() : ''))
    const first = (kind: keyof typeof HEADINGS, taken: readonly number[]) =>
      words.findIndex((word, at) => !taken.includes(at) && HEADINGS[kind].test(word))
    const question = questionColumn(words)
    if (question === -1) continue
    const answer = first('answer', [question])
    if (answer === -1) continue
    const id = first('id', [question, answer])
    const comment = first('comment', [question, answer, id])
    return { headerRow: number, id: orNull(id), question, answer, comment: orNull(comment) }
  }
  return null
}

/** "Question ID" is a heading of numbers, not of questions, and "Answer to the question" one of answers. */
function questionColumn(words: readonly string[]): number {
  return words.findIndex(
    (word) => HEADINGS.question.test(word) && !HEADINGS.id.test(word) && !HEADINGS.answer.test(word),
  )
}

const orNull = (at: number): number | null => (at === -1 ? null : at)

/** The column with the longest texts. */
function widest(rows: readonly Row[]): number {
  const lengths: number[] = []
  for (const { cells } of rows.slice(0, 200))
    for (const [at, cell] of cells.entries()) lengths[at] = (lengths[at] ?? 0) + cell.length
  return Math.max(0, lengths.indexOf(Math.max(0, ...lengths.map((length) => length ?? 0))))
}

/** Questions in the order of the file, at most 2,000; `more` tells that there were others. */
export function questionsOf(tables: readonly Table[], layout: Layout): { asked: Asked[]; more: boolean } {
  const asked = layout.sheets
    .filter(({ included }) => included)
    .flatMap((sheet) => {
      const table = tables.find(({ name }) => name === sheet.name)
      return (table?.rows ?? []).filter(({ number }) => number > sheet.headerRow).flatMap((row) => askedIn(row, sheet))
    })
  return { asked: asked.slice(0, MAX_QUESTIONS), more: asked.length > MAX_QUESTIONS }
}

/** A row with a number, or one that ends like a question; headings between them are neither. */
function askedIn({ number, cells }: Row, { name, id, question }: SheetLayout): Asked[] {
  const text = (cells[question] ?? '').replace(/\s+/g, ' ').trim()
  const ref = id === null ? '' : (cells[id] ?? '').trim().slice(0, 40)
  if (text.length < MIN_QUESTION) return []
  if (id !== null && ref === '' && !text.endsWith('?')) return []
  return [{ sheet: name, row: number, ref, text }]
}
