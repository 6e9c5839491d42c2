import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { hashToken, type linkSchema, makeToken, tokenSchema } from '../auth/token.ts'
import * as data from '../data/subscribers.ts'
import { normalizeEmail } from '../data/users.ts'
import { NotFound, Unavailable } from '../errors.ts'
import { sendMail } from '../mail.ts'
import { confirmMail, REQUEST_DAYS } from './mails.ts'
import { TOPIC_NAMES } from './topics.ts'

/**
 * Being told of changes by mail. Nothing is sent to an address before its owner has pressed a button behind a link in a mail: a
 * scanner that opens links confirms nothing and ends nothing.
 *
 *   request(given)           the same answer for every address; Unavailable where mail does not go out
 *   confirm(token)           once
 *   changeTopics(given)      NotFound for a link of no use
 *   unsubscribe(token)       at once, and again without an error
 */

const topics = z
  .array(z.enum(data.TOPICS))
  .min(1)
  .max(data.TOPICS.length)
  .transform((given) => data.TOPICS.filter((topic) => given.includes(topic)))
export const requestSchema = z.strictObject({ email: z.email().max(254), topics })
export const topicsSchema = z.strictObject({ token: tokenSchema, topics })

export async function request(given: z.infer<typeof requestSchema>, now = new Date()): Promise<void> {
  const [email, token] = [normalizeEmail(given.email), makeToken()]
  const outcome = await data.requestSubscription({
    ...{ id: randomUUID(), tokenHash: hashToken(token), email, topics: given.topics },
    expiresAt: new Date(now.getTime() + REQUEST_DAYS * 86_400_000),
  })
  if (outcome === 'full')
    throw new Unavailable({
      happened: 'Too many addresses wait to be confirmed.',
      kept: 'Nothing was stored.',
      todo: 'Try again tomorrow, or read the feed of changes.',
    })
  // An address that got three mails today gets no fourth, and whoever asked learns nothing of it.
  if (outcome === 'capped') return
  const names = given.topics.map((topic) => TOPIC_NAMES[topic])
  await sendMail(confirmMail(email, token, names)).catch((error: unknown) => {
    const parts = { happened: 'The mail with the link could not be sent.', kept: 'Nobody was subscribed.' }
    throw new Unavailable({ ...parts, todo: 'Try again in a moment.' }, error)
  })
}

export async function confirm({ token }: z.infer<typeof linkSchema>): Promise<void> {
  if (!(await data.confirmSubscription(hashToken(token)))) throw new NotFound('request', OF_NO_USE)
}

export async function changeTopics(given: z.infer<typeof topicsSchema>): Promise<void> {
  if (!(await data.changeSubscription(hashToken(given.token), given.topics)))
    throw new NotFound('subscription', OF_NO_USE)
}

export async function unsubscribe({ token }: z.infer<typeof linkSchema>): Promise<void> {
  await data.endSubscription(hashToken(token))
}

const OF_NO_USE = { todo: 'The link has ended or was used. Subscribe again to get a new one.' }
