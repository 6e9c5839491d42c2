import { z } from 'zod'
import { notify } from '../auth/notices.ts'
import * as data from '../data/breaches.ts'
import { env } from '../env.ts'
import { Invalid, Unavailable } from '../errors.ts'
import { sendMail } from '../mail.ts'
import type { Staff } from './session.ts'

/**
 * The breach desk. The clock is that of GDPR Art. 33(1): 72 hours from when the operator became aware; later needs reasons.
 *
 *   clockOf(breach)                    how it stands
 *   open(staff, given)                 the id
 *   tell(staff, id, { tenant })        mails its owners and admins; how many were reached
 *   decide(staff, id, given)           what was decided about the authority; Invalid for a late one without reasons
 *   remindOfBreaches()                 by the clock
 */

export const HOURS = 72
const HOUR_MS = 3_600_000

const text = (max: number) => z.string().trim().min(1).max(max)
const fields = { title: text(200), what: text(8_000), data: text(8_000), measures: text(8_000) }
export const openSchema = z.strictObject({ ...fields, foundAt: z.iso.datetime({ offset: true }) })
export const changeSchema = z.strictObject(fields)
export const tenantSchema = z.strictObject({ tenant: z.uuid() })
export const decideSchema = z.strictObject({ decision: z.enum(['told', 'not_needed']), note: text(4_000) })
export const reviewSchema = z.strictObject({ cause: text(8_000), effect: text(8_000), changes: text(8_000) })
export const searchSchema = z.strictObject({ query: text(100) })

export interface Clock {
  dueAt: Date
  state: 'running' | 'overdue' | 'in_time' | 'late' | 'not_needed'
}

export function clockOf(
  { foundAt, authority, authorityAt }: Pick<data.Breach, 'foundAt' | 'authority' | 'authorityAt'>,
  now = new Date(),
): Clock {
  const dueAt = new Date(foundAt.getTime() + HOURS * HOUR_MS)
  if (authority === 'not_needed') return { dueAt, state: 'not_needed' }
  if (authorityAt) return { dueAt, state: authorityAt <= dueAt ? 'in_time' : 'late' }
  return { dueAt, state: now <= dueAt ? 'running' : 'overdue' }
}

export async function open({ staffId }: Staff, given: z.infer<typeof openSchema>, now = new Date()): Promise<string> {
  const foundAt = new Date(given.foundAt)
  if (foundAt > now) throw new Invalid([{ path: 'foundAt', message: 'This lies ahead.' }])
  return data.openBreach(staffId, { ...given, foundAt })
}

/** A workspace is told when one of its people was reached; Unavailable where the mail server took none. */
export async function tell(staff: Staff, id: string, { tenant }: z.infer<typeof tenantSchema>): Promise<number> {
  const breach = await data.getBreach(staff.staffId, id)
  const contacts = await data.breachContacts(staff.staffId, id, tenant)
  const sent = await Promise.allSettled(contacts.map((to) => sendMail(breachMail(to, breach))))
  const reached = sent.filter(({ status }) => status === 'fulfilled').length
  if (reached === 0) throw new Unavailable({ happened: 'Nobody of this workspace could be reached by mail.' })
  await data.markTold(staff.staffId, id, tenant, reached)
  return reached
}

export async function decide(
  staff: Staff,
  id: string,
  given: z.infer<typeof decideSchema>,
  now = new Date(),
): Promise<void> {
  const late = clockOf(await data.getBreach(staff.staffId, id), now).state === 'overdue'
  if (late && given.decision === 'told' && given.note.length < 40) {
    throw new Invalid([{ path: 'note', message: 'It is later than 72 hours: write down the reasons for the delay.' }])
  }
  await data.decideAuthority(staff.staffId, id, given)
}

export async function remindOfBreaches(): Promise<void> {
  for (const { id, title, foundAt, number, emails } of await data.claimReminders()) {
    const left = number === 1 ? 'Less than 24 of the 72 hours are left.' : 'The 72 hours are over.'
    for (const to of emails) {
      notify({
        to,
        subject: number === 1 ? 'A breach: less than 24 hours left' : 'A breach: the 72 hours are over',
        paragraphs: [
          `${left} Found ${minute(foundAt)}: ${oneLine(title)}`,
          `Nothing is recorded about the authority yet: ${env().url}/staff/breaches/${id}`,
        ],
      })
    }
  }
}

function breachMail(to: string, { title, foundAt, what, data, measures }: data.Breach) {
  return {
    to,
    subject: 'A breach of personal data that concerns your workspace at Lethe',
    paragraphs: [
      `You get this as owner or admin of a workspace. ${oneLine(title)}. We became aware of it ${minute(foundAt)}.`,
      `What happened:\n${what}`,
      `Which data:\n${data}`,
      `What was done, and what you can do:\n${measures}`,
      `Your workspace's audit log holds the time of this message. How to reach us stands at ${env().url}/contact.`,
    ],
  }
}

const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
const oneLine = (line: string) => line.replace(/\s+/g, ' ')
