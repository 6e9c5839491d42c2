import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import * as data from '../data/questionnaires.ts'
import { env, serverEnv } from '../env.ts'
import { Invalid } from '../errors.ts'
import { type Asked, type Layout, layoutSchema, questionsOf, recognise } from '../questionnaires/columns.ts'
import { fileProblem } from '../questionnaires/file-problem.ts'
import { proposerOf } from '../questionnaires/propose.ts'
import type { Table } from '../questionnaires/table.ts'
import { formatOf, plainFileName, readWorkbook, writeWorkbook } from '../questionnaires/workbook.ts'
import { CLAIMS } from '../trust/claim-list.ts'
import { publishedClaims } from '../trust/published-claims.ts'
import { afterBusinessDays, DUE_BUSINESS_DAYS } from './business-days.ts'
import { writtenCells } from './questionnaire-export.ts'
import type { Staff } from './session.ts'

/**
 * The questionnaire desk: a file comes in, is read by columns, gets proposed answers, which staff change and approve, and goes
 * out again as the same file. Nothing is written that nobody approved, and no yes whose claim is failing.
 *
 *   upload(staff, file)              the id
 *   changeColumns(staff, id, layout) reads it anew
 *   answer / approve
 *   exported(staff, id)              the file
 *   openQuestions(staff, id)         questions as they are read, for pages
 */

const SEAL_FILE = { tenant: 'operator', field: 'questionnaire.file' }
const SEAL_QUESTION = { tenant: 'operator', field: 'questionnaire.question' }

export const uploadSchema = z.object({
  asker: z.string().trim().min(1).max(200),
  dueAt: z.iso.date().or(z.literal('')),
})
export const columnsSchema = layoutSchema
const claimIds = new Set(CLAIMS.map(({ id }) => id))
export const answerSchema = z.strictObject({
  question: z.uuid(),
  answer: z.string().trim().max(200),
  comment: z.string().trim().max(8_000),
  claims: z.array(z.string().refine((id) => claimIds.has(id))).max(12),
})
export const approveSchema = z.strictObject({
  seen: z
    .array(z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(2_000),
})

export interface Upload {
  asker: string
  /** A day, or '' for two business days. */
  dueAt: string
  fileName: string
  bytes: Uint8Array
}

/** Throws Invalid or TooLarge for a file that is not taken; nothing of it was kept then. */
export async function upload({ staffId }: Staff, { asker, dueAt, fileName, bytes }: Upload, now = new Date()) {
  const format = formatOf(bytes, fileName)
  const tables = readWorkbook(bytes, format)
  const layout = recognise(tables)
  const id = randomUUID()
  await data.createQuestionnaire(staffId, {
    ...{ id, asker: oneLine(asker), fileName: plainFileName(fileName, format), format, bytes: bytes.length, layout },
    sha256: sha256(bytes),
    sealedFile: serverEnv().keyRing.seal(bytes, SEAL_FILE),
    dueAt: dueAt === '' ? afterBusinessDays(now, DUE_BUSINESS_DAYS) : new Date(`${dueAt}T23:59:59Z`),
    questions: await proposed(tables, layout),
  })
  return id
}

export async function changeColumns({ staffId }: Staff, id: string, layout: Layout): Promise<void> {
  const { format } = await data.getQuestionnaire(staffId, id)
  const tables = readWorkbook(await openFile(staffId, id), format)
  if (layout.sheets.some(({ name }) => !tables.some((table) => table.name === name)))
    throw new Invalid([{ path: 'sheets', message: 'The file has no sheet of this name.' }])
  if (layout.sheets.some(({ question, answer, comment }) => answer === question || comment === question))
    throw new Invalid([{ path: 'sheets', message: 'Answers cannot stand in the column of the questions.' }])
  await data.changeLayout(staffId, id, { layout, questions: await proposed(tables, layout) })
}

export async function answer({ staffId }: Staff, id: string, given: z.infer<typeof answerSchema>): Promise<void> {
  await data.answerQuestion(staffId, id, given.question, given)
}

export async function approve({ staffId }: Staff, id: string, { seen }: z.infer<typeof approveSchema>) {
  return data.approveQuestions(staffId, id, seen)
}

/** The file with what is approved; says how many answers were held back, and logs the hash of what went out. */
export async function exported({ staffId }: Staff, id: string, now = new Date()) {
  const questionnaire = await data.getQuestionnaire(staffId, id)
  const layout = layoutSchema.parse(questionnaire.layout)
  const [questions, claims] = await Promise.all([data.listQuestions(staffId, id), publishedClaims()])
  const { cells, written, held } = writtenCells({ questions, layout, claims, url: env().url, now })
  const file = writeWorkbook(await openFile(staffId, id), questionnaire.format, cells)
  await data.markExported(staffId, id, { sha256: sha256(file.bytes), written, held: held + file.held.length })
  return { fileName: questionnaire.fileName, format: questionnaire.format, bytes: file.bytes }
}

export async function openQuestions({ staffId }: Staff, id: string) {
  const { keyRing } = serverEnv()
  const questions = await data.listQuestions(staffId, id)
  return questions.map(({ sealedQuestion, ...question }) => ({
    ...question,
    text: keyRing.open(sealedQuestion, SEAL_QUESTION).toString(),
  }))
}

/** Sheets with the first words of each column, so that a person can tell which is which. */
export async function openColumns({ staffId }: Staff, id: string) {
  const { format, layout } = await data.getQuestionnaire(staffId, id)
  const tables = readWorkbook(await openFile(staffId, id), format)
  return layoutSchema.parse(layout).sheets.map((sheet) => {
    const rows = tables.find(({ name }) => name === sheet.name)?.rows ?? []
    const head = rows.find(({ number }) => number === sheet.headerRow) ?? rows[0]
    const width = Math.min(40, Math.max(sheet.answer + 2, ...rows.slice(0, 50).map(({ cells }) => cells.length)))
    const columns = Array.from({ length: width }, (_, at) => (head?.cells[at] ?? '').replace(/\s+/g, ' ').slice(0, 40))
    return { ...sheet, columns }
  })
}

async function openFile(staffId: string, id: string): Promise<Uint8Array> {
  return new Uint8Array(serverEnv().keyRing.open(await data.readFile(staffId, id), SEAL_FILE))
}

async function proposed(tables: readonly Table[], layout: Layout): Promise<data.NewQuestion[]> {
  const { asked, more } = questionsOf(tables, layout)
  if (more) throw fileProblem('The file has more than 2000 questions.', 'Send it in parts.')
  const proposer = proposerOf(await publishedClaims(), env().url)
  const { keyRing } = serverEnv()
  return asked.map(({ sheet, row, ref, text }, position) => {
    const { match, score, libraryId, claims, ...words } = proposer.propose(
      { ref, text },
      choicesAt(tables, layout, sheet),
    )
    const found = { matched: match, score, library_id: libraryId, claims, ...words }
    return { position, sheet, row, ref, sealed: keyRing.seal(text, SEAL_QUESTION), ...found }
  })
}

function choicesAt(tables: readonly Table[], layout: Layout, name: Asked['sheet']): readonly string[] {
  const column = layout.sheets.find((sheet) => sheet.name === name)?.answer ?? -1
  return tables.find((table) => table.name === name)?.choices[column] ?? []
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
