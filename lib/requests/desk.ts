import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { company } from '#trust.config'
import * as data from '../data/requests.ts'
import { Conflict, Invalid } from '../errors.ts'
import { oneLine, paragraphs } from '../plain-text.ts'
import type { Staff } from '../staff/session.ts'
import { sendRequestMailsSoon } from './deliver.ts'
import { dueOfWeakness, extendedDue } from './due.ts'
import { SEVERITIES, STATES, VERDICTS } from './kinds.ts'
import { extensionMail } from './mails.ts'
import { openAsked, openPart, sealPart } from './sealing.ts'

/**
 * What staff do with a request. The database asks for the role again and writes the history in the same statement; Conflict where a
 * request is not as it was seen.
 *
 *   act(staff, id, given)       state, whose it is, when it is due, more time
 *   note(staff, id, given)
 *   write(staff, id, given)     a mail to who asked, one row; resend(staff, id) those given up
 *   triage(staff, id, given)    of a weakness
 */

const at = z.iso.datetime().transform((text) => new Date(text))
export const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('state'), from: z.enum(STATES), to: z.enum(STATES) }),
  z.strictObject({ act: z.literal('assign'), to: z.uuid().nullable() }),
  z.strictObject({ act: z.literal('due'), day: z.iso.date() }),
  z.strictObject({ act: z.literal('extend'), seenDue: at, reasons: paragraphs(4_000) }),
])
export const noteSchema = z.strictObject({ note: paragraphs(4_000) })
export const mailSchema = z.strictObject({ subject: oneLine(150), text: paragraphs(8_000) })
export const triageSchema = z.strictObject({
  ...{ verdict: z.enum(VERDICTS), severity: z.enum(SEVERITIES).nullable(), duplicateOf: z.uuid().nullable() },
  ...{ affected: z.union([z.literal(''), oneLine(300)]), reason: paragraphs(4_000) },
})

export async function act(staff: Staff, id: string, given: z.infer<typeof actSchema>, now = new Date()): Promise<void> {
  const { staffId } = staff
  await mustSee(staff, id)
  if (given.act === 'state') return seen(await data.changeState(staffId, id, given.from, given.to))
  if (given.act === 'assign') return seen(await data.assign(staffId, id, given.to))
  if (given.act === 'extend') return giveMoreTime(staffId, id, given, now)
  const dueAt = new Date(`${given.day}T23:59:59.000Z`)
  if (dueAt < now || dueAt.getTime() > now.getTime() + 365 * 86_400_000)
    throw new Invalid([{ path: 'day', message: 'A day from today on, within a year.' }])
  seen(await data.setDue(staffId, id, dueAt))
}

async function giveMoreTime(
  staffId: string,
  id: string,
  { seenDue, reasons }: { seenDue: Date; reasons: string },
  now: Date,
): Promise<void> {
  const { regime, wanted_right: right, received_at: receivedAt, sealed } = await data.getRequest(staffId, id)
  const dueAt = regime !== null && right !== null ? extendedDue(regime, right, receivedAt) : null
  if (dueAt === null) throw new Conflict({ happened: 'The law gives no more time for this request.' })
  if (seenDue <= now) throw new Conflict(TOO_LATE)
  const mail = extensionMail(openPart('asked', sealed).email, { id, dueAt, reasons })
  seen(await data.extend(staffId, id, { seenDue, dueAt, mailId: randomUUID(), sealedMail: sealPart('mail', mail) }))
  sendRequestMailsSoon()
}

export async function note(staff: Staff, id: string, given: z.infer<typeof noteSchema>): Promise<void> {
  await mustSee(staff, id)
  seen(await data.addNote(staff.staffId, id, sealPart('note', given.note)))
}

export async function write({ staffId }: Staff, id: string, given: z.infer<typeof mailSchema>): Promise<void> {
  for (const path of ['subject', 'text'] as const)
    if (OPEN_PLACE.test(given[path]))
      throw new Invalid([{ path, message: 'Something in [brackets] is still to be filled in.' }])
  const { kind, sealed } = await data.getRequest(staffId, id)
  const { email } = openAsked({ kind, sealed })
  if (email === '')
    throw new Conflict({ happened: 'Whoever wrote this left no address.', todo: 'There is nobody to answer.' })
  seen(await data.writeMail(staffId, id, randomUUID(), sealPart('mail', { to: email, ...given })))
  sendRequestMailsSoon()
}

export async function resend(staff: Staff, id: string): Promise<void> {
  await mustSee(staff, id)
  seen(await data.resendMails(staff.staffId, id))
  sendRequestMailsSoon()
}

export async function triage({ staffId }: Staff, id: string, given: z.infer<typeof triageSchema>): Promise<void> {
  const { verdict, severity, duplicateOf, affected, reason } = given
  if ((verdict === 'accepted') !== (severity !== null))
    throw new Invalid([{ path: 'severity', message: 'What is accepted has a severity, and nothing else has.' }])
  if (verdict !== 'duplicate' && duplicateOf !== null)
    throw new Invalid([{ path: 'duplicateOf', message: 'Only a duplicate names another report.' }])
  const { received_at: receivedAt } = await data.getRequest(staffId, id)
  const dueAt = severity === null ? null : dueOfWeakness(receivedAt, company.responseTimes, severity).dueAt
  const sealed = sealPart('triage', { affected, reason })
  seen(await data.triage(staffId, id, { verdict, severity, duplicateOf, sealed, dueAt }))
}

/** The same NotFound for one that is not there and one that this role may not see. */
async function mustSee({ staffId }: Staff, id: string): Promise<void> {
  await data.getRequest(staffId, id)
}

function seen(done: boolean): void {
  if (!done)
    throw new Conflict({
      happened: 'The request is not as it was shown any more, or this is not open to it.',
      todo: 'Load the page again.',
    })
}

/** What a template leaves to be filled in. */
const OPEN_PLACE = /\[[^\]\n]{2,}\]/
const TOO_LATE = {
  happened: 'The first date has passed, so the law gives no more time.',
  todo: 'Answer now, and say why it is late.',
}
