import { findNotice } from '../../data/alert-notices.ts'
import { findAnalysis } from '../../data/analyses.ts'
import { createAuditEvent } from '../../data/audit-events.ts'
import { getChannelAddress, listWorkingChannels, markChannelBroken } from '../../data/channels.ts'
import { settleDelivery } from '../../data/delivery-states.ts'
import {
  type AttemptOutcome,
  beginNotification,
  type ClaimedNotification,
  claimNotification,
  createNotifications,
  finishNotification,
} from '../../data/notifications.ts'
import { withTenant } from '../../data/prisma.ts'
import type { TenantId } from '../../data/unscoped.ts'
import { env, serverEnv } from '../../env.ts'
import { NotFound } from '../../errors.ts'
import { log } from '../../log.ts'
import { outbound } from '../../outbound.ts'
import { nextAttempt, type Outcome } from './outcome.ts'
import { slackMessage, type Telling } from './slack-message.ts'
import { type NoticeTelling, slackNotice } from './slack-notice.ts'
import { SLACK_LIMITS, sendToSlack } from './slack-webhook.ts'
import { testTelling } from './test-telling.ts'

export const ADDRESS_FIELD = 'channel.address'
/** Longer than an attempt may take. */
export const NOTIFY_LEASE_SECONDS = 60

/** How a kind of channel is told. A new kind is a line here and a file beside this one. */
type Send = (address: string, telling: Telling | NoticeTelling) => Promise<Outcome>
const SENDERS: Readonly<Record<string, Send>> = {
  slack_webhook: (address, telling) => {
    const message = 'notice' in telling ? slackNotice(telling) : slackMessage(telling)
    return sendToSlack(address, message, outbound(SLACK_LIMITS))
  },
}

type Subject = { analysisId: string; deliveryId: string | null } | { noticeId: string; deliveryId: null }

/** One row for every working channel. Belongs in the unit of work that makes what they tell of. */
export async function planNotifications(tenant: TenantId, subject: Subject): Promise<string[]> {
  return createNotifications(tenant, { ...subject, channelIds: await listWorkingChannels(tenant) })
}

/** The first attempt of each. What does not succeed now is the sweep's. */
export async function sendNotifications(tenant: TenantId, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const claimed = await claimNotification(tenant, id, NOTIFY_LEASE_SECONDS)
      if (claimed) await attempt(tenant, claimed)
    }),
  )
}

/** One attempt of a row that the caller has claimed. Its outcome, the channel's state and the delivery's are one unit. */
export async function attempt(tenant: TenantId, claimed: ClaimedNotification): Promise<void> {
  const outcome = await send(tenant, claimed).catch((error: unknown): Outcome => {
    if (error instanceof NotFound) return { kind: 'refused', status: null, error: 'gone' }
    log.error('a channel was not told', { error: error instanceof Error ? error.name : typeof error })
    return { kind: 'retry', status: null, error: 'internal' }
  })
  await withTenant(tenant, async () => {
    if (!(await finishNotification(tenant, claimed, endOf(outcome, claimed.attempts)))) return
    if (outcome.kind === 'broken') await breakChannel(tenant, claimed.channelId, outcome.error)
    if (claimed.deliveryId !== null) await settleDelivery(tenant, claimed.deliveryId)
  })
}

async function send(tenant: TenantId, claimed: ClaimedNotification): Promise<Outcome> {
  const { channelId, analysisId, noticeId } = claimed
  const channel = await getChannelAddress(tenant, channelId)
  if (!channel.working) return { kind: 'refused', status: null, error: 'channel_off' }
  const telling = noticeId === null ? await analysisTelling(tenant, analysisId) : await noticeTelling(tenant, noticeId)
  // Whoever has it now sends it.
  if (!(await beginNotification(tenant, claimed))) return { kind: 'refused', status: null, error: 'lease_lost' }
  return tell(tenant, channel, telling)
}

async function analysisTelling(tenant: TenantId, analysisId: string | null): Promise<Telling> {
  const stored = analysisId === null ? null : await findAnalysis(tenant, analysisId)
  if (!stored) throw new NotFound('message')
  const { url } = env()
  return {
    analysis: stored.analysis,
    alert: stored.alert,
    url: `${url}/analyses/${analysisId}`,
    addLogsUrl: `${url}/analyze?revisionOf=${analysisId}`,
  }
}

async function noticeTelling(tenant: TenantId, noticeId: string): Promise<NoticeTelling> {
  const notice = await findNotice(tenant, noticeId)
  if (!notice) throw new NotFound('message')
  const { url } = env()
  return {
    notice: notice.detail,
    url: notice.analysisId === null ? `${url}/alerts` : `${url}/analyses/${notice.analysisId}`,
  }
}

/** Opens the address, for this one message. */
function tell(
  tenant: TenantId,
  { kind, sealedAddress }: { kind: string; sealedAddress: string },
  telling: Telling | NoticeTelling,
): Promise<Outcome> {
  const sender = Object.hasOwn(SENDERS, kind) ? SENDERS[kind] : undefined
  if (!sender) throw new NotFound('message')
  const address = serverEnv().keyRing.open(sealedAddress, { tenant, field: ADDRESS_FIELD }).toString('utf8')
  return sender(address, telling)
}

/** One fixed message, to a broken channel too, by the way that analyses go. No row, no second attempt. Throws NotFound. */
export async function sendTestMessage(tenant: TenantId, channelId: string): Promise<Outcome> {
  const channel = await getChannelAddress(tenant, channelId)
  const outcome = await tell(tenant, channel, testTelling(env().url))
  if (outcome.kind === 'broken' && channel.working) await breakChannel(tenant, channelId, outcome.error)
  return outcome
}

function endOf(outcome: Outcome, attempts: number): AttemptOutcome {
  const { kind, status } = outcome
  if (kind === 'delivered') return { state: 'delivered', status }
  const { error } = outcome
  const again = kind === 'retry' ? nextAttempt(attempts, outcome.afterSeconds, new Date(), Math.random()) : null
  return again === null ? { state: 'failed', status, error } : { state: 'pending', status, error, nextAttemptAt: again }
}

/** The channel's row and an audit event tell the owner, once. */
async function breakChannel(tenant: TenantId, channelId: string, reason: string): Promise<void> {
  if (!(await markChannelBroken(tenant, channelId, reason))) return
  await createAuditEvent(tenant, { actorId: null, action: 'channel.broken', subject: channelId, detail: { reason } })
}
