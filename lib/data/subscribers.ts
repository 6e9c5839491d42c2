import { z } from 'zod'
import { time } from './row-time.ts'
import { unscopedCall } from './unscoped.ts'

/**
 * Who wants to be told of changes: an address that its owner has confirmed, and topics. Reached by the token of a link (as its
 * SHA-256) and by nothing else; nobody can list them.
 *
 *   requestSubscription({ ... })           a wish; 'capped' for an address that has three of a day, 'full' where very many wait
 *   confirmSubscription(tokenHash)         once; false for a link of no use
 *   changeSubscription(tokenHash, topics)  endSubscription(tokenHash)     false where there is none
 *   findNoticeLink(tokenHash)              a wish, a subscription, or a notice to a signer; null for a link of no use
 *   expireSubscriptions()                  how many wishes ended unconfirmed
 */

export const TOPICS = ['subprocessors', 'dpa', 'security', 'product'] as const
export type Topic = (typeof TOPICS)[number]

const topics = z.array(z.enum(TOPICS))

const linkRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), email: z.string(), topics }),
  z
    .object({
      ...{ kind: z.literal('subscriber'), email: z.string(), topics, confirmed_at: time },
      mails: z.array(
        z
          .object({ subject: z.string(), sent_at: time })
          .transform(({ subject, sent_at }) => ({ subject, sentAt: sent_at })),
      ),
    })
    .transform(({ confirmed_at, ...row }) => ({ ...row, confirmedAt: confirmed_at })),
  z
    .object({
      ...{ kind: z.literal('signer'), email: z.string(), company: z.string(), topic: z.enum(TOPICS) },
      ...{ subject: z.string(), words: z.string(), facts: z.string(), effective_on: z.string().nullable() },
      sent_at: time,
      objection: z
        .object({
          ...{ id: z.string(), reason: z.string(), made_at: time },
          ...{ answer: z.string().nullable(), answered_at: time.nullable() },
        })
        .transform(({ made_at, answered_at, ...row }) => ({ ...row, madeAt: made_at, answeredAt: answered_at }))
        .nullable(),
    })
    .transform(({ effective_on, sent_at, ...row }) => ({ ...row, effectiveOn: effective_on, sentAt: sent_at })),
])
export type NoticeLink = z.infer<typeof linkRow>

export async function requestSubscription(given: {
  id: string
  tokenHash: string
  email: string
  topics: readonly Topic[]
  expiresAt: Date
}): Promise<'made' | 'capped' | 'full'> {
  const { id, tokenHash, email, expiresAt } = given
  const values = [id, tokenHash, email, JSON.stringify(given.topics), expiresAt] as const
  const [row] = await unscopedCall<{ outcome: 'made' | 'capped' | 'full' }>('request_subscription', ...values)
  return row?.outcome ?? 'full'
}

export async function confirmSubscription(tokenHash: string): Promise<boolean> {
  return (await unscopedCall('confirm_subscription', tokenHash)).length > 0
}

export async function changeSubscription(tokenHash: string, wanted: readonly Topic[]): Promise<boolean> {
  return (await unscopedCall('change_subscription', tokenHash, JSON.stringify(wanted))).length > 0
}

export async function endSubscription(tokenHash: string): Promise<boolean> {
  return (await unscopedCall('end_subscription', tokenHash)).length > 0
}

export async function findNoticeLink(tokenHash: string): Promise<NoticeLink | null> {
  const [row] = await unscopedCall<{ link: unknown }>('find_notice_link', tokenHash)
  return row ? linkRow.parse(row.link) : null
}

export async function expireSubscriptions(): Promise<number> {
  return (await unscopedCall('expire_subscriptions')).length
}
