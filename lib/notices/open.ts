import { hashToken, tokenSchema } from '../auth/token.ts'
import { findNoticeLink, TOPICS, type Topic } from '../data/subscribers.ts'
import { isOpen } from './effective.ts'
import { TOPIC_NAMES } from './topics.ts'

/** Every topic with its name, for a form. */
export const topicChoices = (): { topic: Topic; name: string }[] =>
  TOPICS.map((topic) => ({ topic, name: TOPIC_NAMES[topic] }))

/** What the page behind a link of a mail shows; null for a link of no use. Looking changes nothing. */
export async function openNoticeLink(token: string, now = new Date()) {
  const link = tokenSchema.safeParse(token).success ? await findNoticeLink(hashToken(token)) : null
  return link?.kind === 'signer' ? { ...link, open: isOpen(link.effectiveOn, now) } : link
}
