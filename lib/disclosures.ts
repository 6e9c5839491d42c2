import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { company } from '#trust.config'
import { fileDisclosure } from './data/disclosures.ts'
import { env, serverEnv } from './env.ts'
import { Unavailable } from './errors.ts'
import { log } from './log.ts'
import { sendMail } from './mail.ts'
import { dueOfWeakness } from './requests/due.ts'

/** Reports of weaknesses by people who may have no account: sealed and stored for the operator, who is told by e-mail. */

export const DISCLOSURE_MAX_BYTES = 16 * 1024
/** What the sealing is bound to; the operator's command opens with the same. */
export const DISCLOSURE_SEAL = { tenant: 'operator', field: 'disclosure.report' }

export const disclosureSchema = z.strictObject({
  what: z.string().trim().min(20).max(8_000),
  /** Where an answer goes. */
  email: z.union([z.literal(''), z.email().max(254)]),
  /** Name for the page of thanks; empty for none. */
  name: z.string().trim().max(120),
  /** Id of a claim that it disputes. */
  about: z.union([z.literal(''), z.string().regex(/^[A-Z]{2,8}-\d{2}$/)]),
})
export type Disclosure = z.infer<typeof disclosureSchema>

/** The number of the report. Throws Unavailable where very many wait already: nothing was stored then. */
export async function takeDisclosure(given: Disclosure): Promise<string> {
  const id = randomUUID()
  const sealedReport = serverEnv().keyRing.seal(JSON.stringify(given), DISCLOSURE_SEAL)
  const { firstDueAt, dueAt } = dueOfWeakness(new Date(), company.responseTimes)
  const filed = await fileDisclosure({
    ...{ id, about: given.about === '' ? null : given.about, sealedReport },
    ...{ firstDueAt: given.email === '' ? null : firstDueAt, dueAt },
  })
  if (!filed)
    throw new Unavailable({
      happened: 'Too many reports are waiting to be read.',
      kept: 'Nothing was stored.',
      todo: 'Write to the address on this page instead.',
    })
  await tell(id, given.email)
  return id
}

/** The mail says that there is a report, not what is in it: a mailbox is no place for a weakness. It may fail: the report is stored. */
async function tell(id: string, reporter: string): Promise<void> {
  const { security } = company.contacts
  const mails = [
    ...(security?.includes('@')
      ? [
          {
            to: security,
            subject: 'A weakness was reported',
            paragraphs: [
              `Report ${id}.`,
              `Read and answer it at ${env().url}/staff/requests/${id}, or with: npm run reports`,
            ],
          },
        ]
      : []),
    ...(reporter === ''
      ? []
      : [
          {
            to: reporter,
            subject: 'Your report has arrived',
            paragraphs: [
              `It has the number ${id}.`,
              `A person answers within ${company.responseTimes.disclosureAcknowledgedHours} hours.`,
              'If you have not written to us, somebody else gave your address; you can forget this mail.',
            ],
          },
        ]),
  ]
  for (const mail of mails) {
    try {
      await sendMail(mail)
    } catch (error) {
      log.error('mail about a disclosure failed', { error: error instanceof Error ? error.name : typeof error })
    }
  }
}
