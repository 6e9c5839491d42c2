import { claimOverdue } from '../data/requests.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { sendMail } from '../mail.ts'
import { KIND_NAMES } from './kinds.ts'
import { minuteOf } from './mails.ts'

/** Tells the admins of staff, and whoever works on it, of each request that is overdue: once a day, without a word of what it says. */
export async function pageOwner(): Promise<number> {
  const overdue = await claimOverdue()
  for (const { id, kind, due_at: dueAt, emails } of overdue)
    for (const to of emails)
      await sendMail({
        to,
        subject: `Overdue: ${KIND_NAMES[kind]}`,
        paragraphs: [
          `Request ${id} was due ${minuteOf(dueAt)} and waits for an answer.`,
          `${env().url}/staff/requests/${id}`,
        ],
      }).catch((error: unknown) =>
        log.error('mail about an overdue request failed', {
          error: error instanceof Error ? error.name : typeof error,
        }),
      )
  return overdue.length
}
