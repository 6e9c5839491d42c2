import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { hashToken, type linkSchema, makeToken, tokenSchema } from '../auth/token.ts'
import * as data from '../data/requests.ts'
import { normalizeEmail } from '../data/users.ts'
import { NotFound, Unavailable } from '../errors.ts'
import { sendMail } from '../mail.ts'
import { oneLine, paragraphs } from '../plain-text.ts'
import { sendRequestMailsSoon } from './deliver.ts'
import { dueOf } from './due.ts'
import { REGIMES, RIGHTS, RIGHTS_OF } from './kinds.ts'
import { confirmMail, receiptMail, WISH_DAYS } from './mails.ts'
import { addressHash, openPart, sealPart } from './sealing.ts'

/**
 * Asking the operator for something. Nothing reaches staff before the owner of the address has pressed a button behind a link in a
 * mail: a scanner that opens links confirms nothing.
 *
 *   ask(given)        the same answer for every address; Unavailable where mail does not go out
 *   confirm(token)    once; the clock began when it was written
 *   drop(token)       it was not them: deleted, and again without an error
 *   open(token)       what the page behind the link shows; null for a link of no use
 */

const blank = z
  .string()
  .regex(/^\s*$/)
  .transform(() => '')
const who = { email: z.email().max(254), name: oneLine(120), company: z.union([blank, oneLine(200)]) }
const text = paragraphs(8_000)

const clause = z.strictObject({ clause: oneLine(200), wording: paragraphs(2_000) })
export const askSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['architecture_review', 'baa']), ...who, text }),
  z.strictObject({ kind: z.literal('custom_terms'), ...who, text, clauses: z.array(clause).max(10) }),
  z
    .strictObject({
      ...{
        kind: z.literal('data_rights'),
        ...who,
        text: z.union([blank, text]),
      },
      ...{ regime: z.enum(REGIMES), right: z.enum(RIGHTS) },
    })
    .refine(({ regime, right }) => RIGHTS_OF[regime].includes(right), {
      path: ['right'],
      error: 'The chosen law does not know this right.',
    }),
])
export type Ask = z.infer<typeof askSchema>

export async function ask(given: Ask, now = new Date()): Promise<void> {
  const [email, token] = [normalizeEmail(given.email), makeToken()]
  const clauses = given.kind === 'custom_terms' ? given.clauses : []
  const [regime, right] = given.kind === 'data_rights' ? [given.regime, given.right] : [null, null]
  const { kind, name, company, text } = given
  const outcome = await data.makeWish({
    ...{ id: randomUUID(), kind, addressHash: addressHash(email), tokenHash: hashToken(token), regime, right },
    sealed: sealPart('asked', { email, name, company, text, clauses }),
    expiresAt: new Date(now.getTime() + WISH_DAYS * 86_400_000),
  })
  if (outcome === 'full')
    throw new Unavailable({
      happened: 'Too many requests wait to be confirmed.',
      kept: 'Nothing was stored.',
      todo: 'Try again tomorrow, or write to the address on the page of contacts.',
    })
  // An address that got three mails today gets no fourth, and whoever asked learns nothing of it.
  if (outcome === 'capped') return
  await sendMail(confirmMail(email, token, kind)).catch(async (error: unknown) => {
    await data.dropWish(hashToken(token))
    const parts = { happened: 'The mail with the link could not be sent.', kept: 'Nothing was stored.' }
    throw new Unavailable({ ...parts, todo: 'Try again in a moment.' }, error)
  })
}

export async function confirm({ token }: z.infer<typeof linkSchema>): Promise<void> {
  const link = await data.findRequestLink(hashToken(token))
  if (link?.stage !== 'wish') throw new NotFound('request', OF_NO_USE)
  const { id, kind, regime, wanted_right: right, received_at: receivedAt } = link
  const asked = openPart('asked', link.sealed)
  const dates = dueOf({ kind, regime, right }, receivedAt)
  const receipt = receiptMail(asked.email, token, { id, kind, regime, right, receivedAt, dueAt: dates.dueAt })
  const confirmed = await data.confirmRequest({
    ...{ tokenHash: hashToken(token), sealedRequest: sealPart('asked', asked), ...dates },
    sealedReceipt: sealPart('mail', receipt),
  })
  if (!confirmed) throw new NotFound('request', OF_NO_USE)
  sendRequestMailsSoon()
}

export async function drop({ token }: z.infer<typeof linkSchema>): Promise<void> {
  await data.dropWish(hashToken(token))
}

/** Looking changes nothing. What was written is not shown: whoever has the link may not be who wrote it. */
export async function open(token: string) {
  const link = tokenSchema.safeParse(token).success ? await data.findRequestLink(hashToken(token)) : null
  if (link === null) return null
  const { id, kind, regime, wanted_right: right, received_at: receivedAt } = link
  const common = { id, kind, regime, right, receivedAt }
  if (link.stage === 'wish') return { ...common, stage: link.stage }
  const { state, due_at: dueAt, extended_at: extendedAt, answered_at: answeredAt } = link
  return { ...common, stage: link.stage, state, dueAt, extendedAt, answeredAt }
}

const OF_NO_USE = { todo: 'The link has ended or was used. Send the form again to get a new one.' }
