import { z } from 'zod'
import { Conflict, NotFound } from '../errors.ts'
import { time } from './row-time.ts'
import { unscopedStaffCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Questionnaires of buyers, worked off by staff (`staffId` from their session; the database asks for the role again and writes
 * the log in the same statement). What is sealed is opened above.
 *
 *   createQuestionnaire / listQuestionnaires / getQuestionnaire / deleteQuestionnaire
 *   listQuestions(staffId, id)                   in the order of the file
 *   readFile(staffId, id)                        sealed
 *   changeLayout(staffId, id, ...)               Conflict once an answer was changed or approved
 *   answerQuestion(staffId, id, question, ...)   takes its approval away
 *   approveQuestions(staffId, id, seen)          how many; those that have changed since they were seen are not among them
 *   markExported(staffId, id, ...)
 *   expireQuestionnaires()                       by the clock, after a year
 */

export interface NewQuestion {
  position: number
  sheet: string
  row: number
  ref: string
  sealed: string
  matched: 'id' | 'words' | 'both' | 'none'
  score: number
  library_id: string | null
  claims: readonly string[]
  answer: string
  comment: string
}

const questionnaireRow = z
  .object({
    ...{
      id: z.string(),
      asker: z.string(),
      file_name: z.string(),
      format: z.enum(['xlsx', 'csv']),
      layout: z.unknown(),
    },
    ...{
      file_sha256: z.string(),
      file_bytes: z.number(),
      due_at: time,
      created_at: time,
      exported_at: time.nullable(),
    },
    ...{ questions: z.number(), approved: z.number() },
  })
  .transform(({ file_name, file_sha256, file_bytes, due_at, created_at, exported_at, ...row }) => ({
    ...{ ...row, fileName: file_name, fileSha256: file_sha256, fileBytes: file_bytes },
    ...{ dueAt: due_at, createdAt: created_at, exportedAt: exported_at },
  }))
export type Questionnaire = z.infer<typeof questionnaireRow>

const questionRow = z
  .object({
    ...{ id: z.string(), position: z.number(), sheet: z.string(), row: z.number(), ref: z.string() },
    ...{ sealed_question: z.string(), matched: z.enum(['id', 'words', 'both', 'none']), score: z.number() },
    ...{ library_id: z.string().nullable(), claims: z.array(z.string()), answer: z.string(), comment: z.string() },
    ...{
      edited_at: time.nullable(),
      approved_at: time.nullable(),
      approved_by: z.string().nullable(),
      digest: z.string(),
    },
  })
  .transform(({ sealed_question, library_id, edited_at, approved_at, approved_by, ...row }) => ({
    ...{ ...row, sealedQuestion: sealed_question, libraryId: library_id },
    ...{ editedAt: edited_at, approvedAt: approved_at, approvedBy: approved_by },
  }))
export type Question = z.infer<typeof questionRow>

export async function createQuestionnaire(
  staffId: string,
  given: {
    id: string
    asker: string
    fileName: string
    format: 'xlsx' | 'csv'
    sha256: string
    bytes: number
    sealedFile: string
    layout: object
    dueAt: Date
    questions: readonly NewQuestion[]
  },
): Promise<void> {
  const { id, asker, fileName, format, sha256, bytes, sealedFile, layout, dueAt, questions } = given
  const file = [fileName, format, sha256, bytes, sealedFile] as const
  await unscopedStaffCall(
    'create_questionnaire',
    ...[staffId, id, asker, ...file, JSON.stringify(layout), dueAt, JSON.stringify(questions)],
  )
}

/** Those that are not out yet first, by their date; at most 200. */
export async function listQuestionnaires(staffId: string): Promise<Questionnaire[]> {
  const rows = await unscopedStaffCall<{ questionnaire: unknown }>('list_questionnaires', staffId)
  return rows.map(({ questionnaire }) => questionnaireRow.parse(questionnaire))
}

export async function getQuestionnaire(staffId: string, id: string): Promise<Questionnaire> {
  const found = (await listQuestionnaires(staffId)).find((one) => one.id === id)
  if (!found) throw new NotFound('questionnaire')
  return found
}

export async function listQuestions(staffId: string, id: string): Promise<Question[]> {
  const rows = isUuid(id) ? await unscopedStaffCall<{ question: unknown }>('list_questions', staffId, id) : []
  return rows.map(({ question }) => questionRow.parse(question))
}

export async function readFile(staffId: string, id: string): Promise<string> {
  const [row] = isUuid(id)
    ? await unscopedStaffCall<{ sealed_file: string }>('read_questionnaire_file', staffId, id)
    : []
  if (!row) throw new NotFound('questionnaire')
  return row.sealed_file
}

export async function changeLayout(
  staffId: string,
  id: string,
  { layout, questions }: { layout: object; questions: readonly NewQuestion[] },
): Promise<void> {
  const changed = isUuid(id)
    ? await unscopedStaffCall('change_layout', staffId, id, JSON.stringify(layout), JSON.stringify(questions))
    : []
  if (changed.length === 0)
    throw new Conflict({
      happened: 'Answers of this questionnaire were changed or approved already.',
      todo: 'Upload the file once more to read it by other columns.',
    })
}

export async function answerQuestion(
  staffId: string,
  id: string,
  questionId: string,
  { answer, comment, claims }: { answer: string; comment: string; claims: readonly string[] },
): Promise<void> {
  const rows =
    isUuid(id) && isUuid(questionId)
      ? await unscopedStaffCall(
          'answer_question',
          ...[staffId, id, questionId, answer, comment, JSON.stringify(claims)],
        )
      : []
  if (rows.length === 0) throw new NotFound('question')
}

export async function approveQuestions(
  staffId: string,
  id: string,
  seen: readonly { id: string; digest: string }[],
): Promise<number> {
  if (!isUuid(id)) throw new NotFound('questionnaire')
  return (await unscopedStaffCall('approve_questions', staffId, id, JSON.stringify(seen))).length
}

export async function markExported(
  staffId: string,
  id: string,
  { sha256, written, held }: { sha256: string; written: number; held: number },
): Promise<void> {
  const rows = isUuid(id)
    ? await unscopedStaffCall('mark_questionnaire_exported', staffId, id, sha256, written, held)
    : []
  if (rows.length === 0) throw new NotFound('questionnaire')
}

export async function deleteQuestionnaire(staffId: string, id: string): Promise<void> {
  const rows = isUuid(id) ? await unscopedStaffCall('delete_questionnaire', staffId, id) : []
  if (rows.length === 0) throw new NotFound('questionnaire')
}

export async function expireQuestionnaires(): Promise<void> {
  await unscopedStaffCall('expire_questionnaires')
}
