import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { company } from '#trust.config'
import { notify } from '../auth/notices.ts'
import { hashToken, tokenSchema } from '../auth/token.ts'
import { objectToNotice } from '../data/notices.ts'
import { env } from '../env.ts'
import { Conflict, NotFound } from '../errors.ts'
import { paragraphs } from '../plain-text.ts'
import { sendNoticeMailsSoon } from './deliver.ts'

export const objectSchema = z.strictObject({ token: tokenSchema, reason: paragraphs(4_000) })

/** Recorded once and never changed; a receipt goes out by mail. Conflict after the day, and for a second one. */
export async function object({ token, reason }: z.infer<typeof objectSchema>): Promise<void> {
  const id = randomUUID()
  const outcome = await objectToNotice(hashToken(token), { id, reason })
  if (outcome === null) throw new NotFound('notice')
  if (outcome === 'again') throw new Conflict(AGAIN)
  if (outcome === 'late') throw new Conflict(LATE)
  sendNoticeMailsSoon()
  // What it says stands at the desk, and in no mailbox of ours.
  const { privacy } = company.contacts
  if (privacy?.includes('@'))
    notify({
      to: privacy,
      subject: 'A signer objects to a notice',
      paragraphs: [`Objection ${id}. Read and answer it at ${env().url}/staff/notices.`],
    })
}

const contact = company.contacts.privacy ?? company.contacts.general
const write = contact === null ? 'write to the address on the page of contacts' : `write to ${contact}`
const LATE = {
  happened: 'What this notice announced has taken effect, so this page takes no objection any more.',
  kept: 'Nothing was recorded.',
  todo: `You still have your rights under the agreement: ${write}.`,
}
const AGAIN = {
  happened: 'You have objected to this notice already.',
  kept: 'The first one stands as it was written.',
  todo: `If something is to be added, ${write}.`,
}
