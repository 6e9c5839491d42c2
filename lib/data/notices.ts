import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { time } from './row-time.ts'
import { TOPICS, type Topic } from './subscribers.ts'
import { unscopedCall, unscopedStaffCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * What subscribers and signers are told, one row a mail, and what signers object to. Staff draft and send (`staffId` from their
 * session; the database asks for the role again and writes their log in the same statement).
 *
 *   createNotice / changeNotice / discardNotice / listNotices
 *   sendNotice(staffId, id, revision)          how many mails wait; null where it was sent, changed since, or is too late
 *   resendNotice(staffId, id)                  those given up, or of which nobody knows
 *   findAnnouncedList(staffId)                 the list told last; null where none was
 *   recordFirstList(staffId, ...)              false where one stands
 *   countOtherTexts(staffId, sha256)           agreements in force with other clauses
 *   listObjections(staffId)  answerObjection(staffId, id, answer)
 *   objectToNotice(tokenHash, ...)             null for a link of no use
 *   claimNoticeMail(tokenHash)                 the next mail, handed out once; null where none is due
 *   finishNoticeMail(mail, outcome)            false where somebody else holds it
 *   listAgreementNotices(tokenHash)  listPublicNotices()
 */

const listSchema = z.array(
  z.object({
    ...{ name: z.string(), purpose: z.string(), data: z.string(), region: z.string(), when: z.string() },
    /** Not in the configuration yet. */
    planned: z.boolean(),
  }),
)
export type ToldList = z.infer<typeof listSchema>

export const DELIVERY_STATES = ['due', 'sending', 'sent', 'failed', 'unknown'] as const
const noticeRow = z
  .object({
    ...{ id: z.string(), topic: z.enum(TOPICS), subject: z.string(), words: z.string(), facts: z.string() },
    ...{ effective_on: z.string().nullable(), list: listSchema.nullable(), source_sha256: z.string() },
    ...{ revision: z.number(), created_at: time, sent_at: time.nullable(), signers: z.number() },
    ...{ subscribers: z.number(), states: z.partialRecord(z.enum(DELIVERY_STATES), z.number()) },
    unreached: z.array(z.object({ email: z.string(), company: z.string(), state: z.string() })),
  })
  .transform(({ effective_on, source_sha256, created_at, sent_at, ...row }) => ({
    ...{ ...row, effectiveOn: effective_on, sourceSha256: source_sha256, createdAt: created_at, sentAt: sent_at },
  }))
export type ListedNotice = z.infer<typeof noticeRow>

export interface NoticeDraft {
  subject: string
  words: string
  facts: string
  /** As 2027-01-31. */
  effectiveOn: string | null
  list: ToldList | null
  sourceSha256: string
}

const draftValues = ({ subject, words, facts, effectiveOn, list, sourceSha256 }: NoticeDraft) =>
  [subject, words, facts, effectiveOn, list && JSON.stringify(list), sourceSha256] as const

export async function createNotice(staffId: string, topic: Topic, draft: NoticeDraft): Promise<string> {
  const [row] = await unscopedStaffCall<{ id: string }>('create_notice', staffId, topic, ...draftValues(draft))
  return row?.id ?? ''
}

export async function changeNotice(staffId: string, id: string, draft: NoticeDraft): Promise<void> {
  await oneRow('notice', id, () => unscopedStaffCall('change_notice', staffId, id, ...draftValues(draft)))
}

export async function discardNotice(staffId: string, id: string): Promise<void> {
  await oneRow('notice', id, () => unscopedStaffCall('discard_notice', staffId, id))
}

/** Drafts first, then the newest; at most 200. */
export async function listNotices(staffId: string): Promise<ListedNotice[]> {
  const rows = await unscopedStaffCall<{ notice: unknown }>('list_notices', staffId)
  return rows.map(({ notice }) => noticeRow.parse(notice))
}

export async function getNotice(staffId: string, id: string): Promise<ListedNotice> {
  const found = (await listNotices(staffId)).find((notice) => notice.id === id)
  if (!found) throw new NotFound('notice')
  return found
}

export async function sendNotice(staffId: string, id: string, revision: number): Promise<number | null> {
  const [row] = isUuid(id) ? await unscopedStaffCall<{ mails: bigint }>('send_notice', staffId, id, revision) : []
  return row ? Number(row.mails) : null
}

export async function resendNotice(staffId: string, id: string): Promise<number> {
  const [row] = isUuid(id) ? await unscopedStaffCall<{ mails: bigint }>('resend_notice', staffId, id) : []
  return Number(row?.mails ?? 0)
}

export async function findAnnouncedList(staffId: string): Promise<{ list: ToldList; recordedAt: Date } | null> {
  const [row] = await unscopedStaffCall<{ announced: unknown }>('find_announced_list', staffId)
  if (!row) return null
  const { list, recorded_at } = z.object({ list: listSchema, recorded_at: time }).parse(row.announced)
  return { list, recordedAt: recorded_at }
}

export async function recordFirstList(staffId: string, list: ToldList, sha256: string): Promise<boolean> {
  return (await unscopedStaffCall('record_first_list', staffId, JSON.stringify(list), sha256)).length > 0
}

export async function countOtherTexts(staffId: string, sha256: string): Promise<number> {
  const [row] = await unscopedStaffCall<{ agreements: bigint }>('count_other_texts', staffId, sha256)
  return Number(row?.agreements ?? 0)
}

const objectionRow = z
  .object({
    ...{
      id: z.string(),
      reason: z.string(),
      made_at: time,
      answer: z.string().nullable(),
      answered_at: time.nullable(),
    },
    ...{ subject: z.string(), effective_on: z.string(), email: z.string(), company: z.string(), signer: z.string() },
  })
  .transform(({ made_at, answered_at, effective_on, ...row }) => ({
    ...{ ...row, madeAt: made_at, answeredAt: answered_at, effectiveOn: effective_on },
  }))
export type ListedObjection = z.infer<typeof objectionRow>

/** Those without an answer first, by what takes effect first; at most 500. */
export async function listObjections(staffId: string): Promise<ListedObjection[]> {
  const rows = await unscopedStaffCall<{ objection: unknown }>('list_objections', staffId)
  return rows.map(({ objection }) => objectionRow.parse(objection))
}

export async function answerObjection(staffId: string, id: string, answer: string): Promise<void> {
  await oneRow('open objection', id, () => unscopedStaffCall('answer_objection', staffId, id, answer))
}

export async function objectToNotice(
  tokenHash: string,
  { id, reason }: { id: string; reason: string },
): Promise<'made' | 'late' | 'again' | null> {
  const [row] = await unscopedCall<{ outcome: 'made' | 'late' | 'again' }>('object_to_notice', tokenHash, id, reason)
  return row?.outcome ?? null
}

const mailSchema = z
  .object({
    ...{ id: z.string(), attempts: z.number(), kind: z.enum(['notice', 'receipt', 'answer']), to: z.string() },
    /** Null for a subscriber. */
    company: z.string().nullable(),
    ...{ topic: z.enum(TOPICS), subject: z.string(), words: z.string(), facts: z.string() },
    ...{ effective_on: z.string().nullable(), answer: z.string().nullable() },
  })
  .transform(({ effective_on, ...row }) => ({ ...row, effectiveOn: effective_on }))
export type NoticeMail = z.infer<typeof mailSchema>

export async function claimNoticeMail(tokenHash: string): Promise<NoticeMail | null> {
  const [row] = await unscopedCall<{ mail: unknown }>('claim_notice_mail', tokenHash)
  return row ? mailSchema.parse(row.mail) : null
}

/** `outcome`: sent, or when it is tried again; null gives it up. */
export async function finishNoticeMail(
  { id, attempts }: Pick<NoticeMail, 'id' | 'attempts'>,
  outcome: 'sent' | Date | null,
): Promise<boolean> {
  const [sent, dueAt] = outcome === 'sent' ? ['sent', null] : ['not', outcome]
  return (await unscopedCall('finish_notice_mail', id, attempts, sent, dueAt)).length > 0
}

const toldRow = z
  .object({
    ...{ subject: z.string(), sent_at: time, effective_on: z.string().nullable(), objected_at: time.nullable() },
    ...{ answer: z.string().nullable(), answered_at: time.nullable() },
  })
  .transform(({ sent_at, effective_on, objected_at, answered_at, ...row }) => ({
    ...{ ...row, sentAt: sent_at, effectiveOn: effective_on, objectedAt: objected_at, answeredAt: answered_at },
  }))
export type ToldNotice = z.infer<typeof toldRow>

/** What the signer of one agreement was told, the newest first. */
export async function listAgreementNotices(tokenHash: string): Promise<ToldNotice[]> {
  const rows = await unscopedCall<{ notice: unknown }>('list_agreement_notices', tokenHash)
  return rows.map(({ notice }) => toldRow.parse(notice))
}

const publicRow = z
  .object({
    ...{ id: z.string(), subject: z.string(), words: z.string(), facts: z.string(), sent_at: time },
    effective_on: z.string().nullable(),
  })
  .transform(({ sent_at, effective_on, ...row }) => ({ ...row, sentAt: sent_at, effectiveOn: effective_on }))
export type PublicNotice = z.infer<typeof publicRow>

/** The newest first, at most 100. */
export async function listPublicNotices(): Promise<PublicNotice[]> {
  const rows = await unscopedCall<{ notice: unknown }>('list_public_notices')
  return rows.map(({ notice }) => publicRow.parse(notice))
}

async function oneRow(noun: string, id: string, call: () => Promise<unknown[]>): Promise<void> {
  const rows = isUuid(id) ? await call() : []
  if (rows.length === 0) throw new NotFound(noun)
}
