import { z } from 'zod'
import { createAuditEvent } from './data/audit-events.ts'
import { listChannels } from './data/channels.ts'
import { findLock } from './data/erasure.ts'
import { RATINGS, saveFeedback } from './data/feedback.ts'
import { openFeedbackLink } from './data/feedback-links.ts'
import { withTenant } from './data/prisma.ts'
import type { TenantId } from './data/unscoped.ts'
import { NotFound } from './errors.ts'
import { redactInWorker } from './pipeline/workers/redact-in-worker.ts'
import { limitTenant } from './rate-limits.ts'
import { loadRedactionPolicy } from './redaction-policy.ts'

/**
 * What people say of an answer. Their words are redacted before they are kept, as everything is.
 *
 *   giveFeedback(member, analysisId, given)     a member's word
 *   giveFeedbackByLink(token, given)            a word from a channel; NotFound for every link that does not hold
 */

const MAX_CHARS = 400
const words = z.string().trim().max(MAX_CHARS).optional()

export const feedbackSchema = z.strictObject({
  rating: z.enum(RATINGS),
  /** What the cause really was. */
  realCause: words,
  /** What helped. */
  helped: words,
})
export type GivenFeedback = z.infer<typeof feedbackSchema>

export async function giveFeedback(
  { tenant, userId }: { tenant: TenantId; userId: string },
  analysisId: string,
  given: GivenFeedback,
): Promise<void> {
  const said = { analysisId, ...(await redacted(tenant, given)), voice: { userId } }
  await withTenant(tenant, async () => {
    await saveFeedback(tenant, said)
    await createAuditEvent(tenant, {
      actorId: userId,
      action: 'analysis.judged',
      subject: analysisId,
      detail: { rating: given.rating },
    })
  })
}

/** Nobody is signed in: who said it is "someone in #channel". A channel that is gone has no word any more. */
export async function giveFeedbackByLink(token: string, given: GivenFeedback): Promise<void> {
  const link = openFeedbackLink(token, new Date())
  if (!link) throw new NotFound('link')
  const { tenant, analysisId, channelId } = link
  await limitTenant('api', tenant)
  const channel = (await listChannels(tenant)).find(({ id }) => id === channelId)
  if (!channel || (await findLock(tenant))) throw new NotFound('link')
  const said = {
    ...{ analysisId, ...(await redacted(tenant, given)) },
    voice: { channelId, channel: channel.name.slice(0, 200) },
  }
  await withTenant(tenant, async () => {
    await saveFeedback(tenant, said)
    await createAuditEvent(tenant, {
      actorId: null,
      action: 'analysis.judged',
      subject: analysisId,
      detail: { rating: given.rating, channel: channelId },
    })
  })
}

/** True where a link may still be used, as far as a page without a session may know. Changes nothing. */
export const isFeedbackLink = (token: string): boolean => openFeedbackLink(token, new Date()) !== null

async function redacted(tenant: TenantId, { rating, realCause, helped }: GivenFeedback) {
  const { policy } = await loadRedactionPolicy(tenant)
  const clean = async (text: string | undefined) => {
    if (!text) return null
    const { text: kept } = await redactInWorker(text.replace(/[\r\n]+/g, ' '), policy)
    return kept.slice(0, MAX_CHARS)
  }
  return { rating, realCause: await clean(realCause), helped: await clean(helped) }
}
