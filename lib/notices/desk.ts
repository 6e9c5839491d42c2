import { z } from 'zod'
import { company } from '#trust.config'
import { currentText } from '../agreements/current-text.ts'
import { sha256 } from '../agreements/record.ts'
import * as data from '../data/notices.ts'
import { TOPICS, type Topic } from '../data/subscribers.ts'
import { env } from '../env.ts'
import { Conflict, Invalid } from '../errors.ts'
import { oneLine, paragraphs } from '../plain-text.ts'
import type { Staff } from '../staff/session.ts'
import type { Subprocessor } from '../trust/company.ts'
import { sendNoticeMailsSoon } from './deliver.ts'
import { earliestDay, effectiveProblem } from './effective.ts'
import { changesText, isUnchanged, listChanges } from './list-changes.ts'
import { isContractual } from './topics.ts'

/**
 * The desk of notices. What changes is written by the software from two lists, or from the hash of a text; staff add their words and
 * the day. A notice is sent as it was last shown, or not at all.
 *
 *   standing(staff)            what differs from what was told last
 *   draft(staff, given)        its id; Invalid for a day that is too near
 *   change(staff, id, given)
 *   send(staff, id, given)     how many mails wait
 *   takeFirstList(staff)       the configuration of today counts as told
 */

const day = z.iso.date().nullable()
const firm = z.strictObject({
  ...{ name: oneLine(200), purpose: oneLine(500), data: oneLine(500), region: oneLine(500), when: oneLine(500) },
})
const changeFields = {
  subject: oneLine(150),
  words: paragraphs(8_000),
  effectiveOn: day,
  planned: z.array(firm).max(20),
}
export const changeSchema = z.strictObject(changeFields)
export const draftSchema = z.strictObject({ topic: z.enum(TOPICS), ...changeFields })
export const sendSchema = z.strictObject({ revision: z.int().min(1).max(1_000_000) })
export const answerSchema = z.strictObject({ answer: paragraphs(4_000) })

type Changed = z.infer<typeof changeSchema>
const promisedDays = company.responseTimes.subprocessorNoticeDays

export interface Standing {
  /** What differs between the configuration and the list told last, as it would stand in a mail; empty for nothing. */
  difference: string
  /** Null where none was told yet. */
  listToldAt: Date | null
  /** Announced, and not in the configuration yet. */
  planned: Subprocessor[]
  version: string
  /** Agreements in force with other clauses than those of today. */
  otherTexts: number
  earliestDay: string
}

export async function standing({ staffId }: Staff, now = new Date()): Promise<Standing> {
  const told = await data.findAnnouncedList(staffId)
  const { version, sha256: text } = currentText()
  const planned = stillPlanned(told?.list ?? [])
  return {
    difference: changesText(listChanges(told?.list ?? [], [...company.subprocessors, ...planned])),
    listToldAt: told?.recordedAt ?? null,
    planned,
    version,
    otherTexts: await data.countOtherTexts(staffId, text),
    earliestDay: earliestDay(promisedDays, now),
  }
}

export async function draft(
  { staffId }: Staff,
  { topic, ...given }: z.infer<typeof draftSchema>,
  now = new Date(),
): Promise<string> {
  return data.createNotice(staffId, topic, await noticeOf(staffId, topic, given, now))
}

export async function change({ staffId }: Staff, id: string, given: Changed, now = new Date()): Promise<void> {
  const { topic } = await data.getNotice(staffId, id)
  await data.changeNotice(staffId, id, await noticeOf(staffId, topic, given, now))
}

export async function send(
  { staffId }: Staff,
  id: string,
  { revision }: z.infer<typeof sendSchema>,
  now = new Date(),
): Promise<number> {
  const { topic, effectiveOn, list, sourceSha256 } = await data.getNotice(staffId, id)
  const problem = effectiveProblem({ topic, effectiveOn, promisedDays }, now)
  if (problem)
    throw new Conflict({ happened: `The day of this notice does not do any more. ${problem}`, todo: SAVE_IT })
  if (
    topic === 'subprocessors' &&
    sourceOf(withPlanned((list ?? []).filter(({ planned }) => planned))) !== sourceSha256
  )
    throw new Conflict({ happened: 'The list of the configuration has changed since this was saved.', todo: SAVE_IT })
  if (topic === 'dpa' && currentText().sha256 !== sourceSha256)
    throw new Conflict({ happened: 'The text of the agreement has changed since this was saved.', todo: SAVE_IT })
  const mails = await data.sendNotice(staffId, id, revision)
  if (mails === null) throw new Conflict({ happened: 'It was changed or sent by somebody else meanwhile.' })
  sendNoticeMailsSoon()
  return mails
}

export async function resend({ staffId }: Staff, id: string): Promise<void> {
  await data.resendNotice(staffId, id)
  sendNoticeMailsSoon()
}

export async function answer({ staffId }: Staff, id: string, given: z.infer<typeof answerSchema>): Promise<void> {
  await data.answerObjection(staffId, id, given.answer)
  sendNoticeMailsSoon()
}

export async function takeFirstList({ staffId }: Staff): Promise<void> {
  const list = withPlanned([])
  if (!(await data.recordFirstList(staffId, list, sourceOf(list))))
    throw new Conflict({ happened: 'A list was told already.', todo: 'Announce what differs from it.' })
}

async function noticeOf(staffId: string, topic: Topic, given: Changed, now: Date): Promise<data.NoticeDraft> {
  const { subject, words, effectiveOn, planned } = given
  const problem = effectiveProblem({ topic, effectiveOn, promisedDays }, now)
  if (problem) throw new Invalid([{ path: 'effectiveOn', message: problem }])
  if (topic !== 'subprocessors' && planned.length > 0)
    throw new Invalid([{ path: 'planned', message: 'A firm belongs into a notice about subprocessors.' }])
  const common = { subject, words, effectiveOn }
  if (topic === 'dpa') return { ...common, ...dpaFacts(), list: null }
  if (!isContractual(topic)) return { ...common, facts: '', list: null, sourceSha256: sha256(words) }
  const list = withPlanned(planned)
  const changes = listChanges((await data.findAnnouncedList(staffId))?.list ?? [], list)
  if (isUnchanged(changes))
    throw new Invalid([{ path: 'planned', message: 'Nothing differs from the list that was told last.' }])
  return { ...common, facts: changesText(changes), list, sourceSha256: sourceOf(list) }
}

function dpaFacts(): Pick<data.NoticeDraft, 'facts' | 'sourceSha256'> {
  const { version, sha256: text } = currentText()
  return {
    facts: `Version ${version}, SHA-256 ${text}. Read it and sign it: ${env().url}/dpa\n\nAn agreement that you signed stays as it was signed and holds until you sign another.`,
    sourceSha256: text,
  }
}

/** The list as it will be: what the configuration has, and firms that it does not have yet. */
function withPlanned(planned: readonly Subprocessor[]): data.ToldList {
  const firms = (list: readonly Subprocessor[], isPlanned: boolean) =>
    list.map(({ name, purpose, data, region, when }) => ({ name, purpose, data, region, when, planned: isPlanned }))
  return [...firms(company.subprocessors, false), ...firms(planned, true)]
}

/** Firms that were told before the configuration has them. */
function stillPlanned(told: data.ToldList): Subprocessor[] {
  const planned = told.filter((one) => one.planned).map(({ planned: _, ...firm }) => firm)
  return listChanges(company.subprocessors, planned).added
}

const sourceOf = (list: data.ToldList): string => sha256(JSON.stringify(list))
const SAVE_IT = 'Open the notice, look at what it says now, and save it again.'
