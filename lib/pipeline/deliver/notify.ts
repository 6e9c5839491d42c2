import { randomUUID } from 'node:crypto'
import { findNotice } from '../../data/alert-notices.ts'
import { findAnalysis } from '../../data/analyses.ts'
import { createAuditEvent } from '../../data/audit-events.ts'
import { getChannelAddress, listWorkingChannels, markChannelBroken } from '../../data/channels.ts'
import { findSourceId } from '../../data/deliveries.ts'
import { settleDelivery } from '../../data/delivery-states.ts'
import { signFeedbackLink } from '../../data/feedback-links.ts'
import {
  type AttemptOutcome,
  beginNotification,
  type ClaimedNotification,
  claimNotification,
  createNotifications,
  findExternalRef,
  finishNotification,
} from '../../data/notifications.ts'
import { withTenant } from '../../data/prisma.ts'
import type { TenantId } from '../../data/unscoped.ts'
import { env, serverEnv } from '../../env.ts'
import { NotFound } from '../../errors.ts'
import { log } from '../../log.ts'
import { metrics } from '../../metrics.ts'
import type { Post, Sent } from './channel-sender.ts'
import { type RouteFacts, type Routing, routeTo, routingSchema } from './routing.ts'
import { isChannelKind, nextAttemptOf, SENDERS } from './senders.ts'
import type { Telling } from './slack-message.ts'
import type { NoticeTelling } from './slack-notice.ts'
import { testTelling } from './test-telling.ts'

export const ADDRESS_FIELD = 'channel.address'
/** Longer than an attempt may take. */
export const NOTIFY_LEASE_SECONDS = 60

/** `facts`: what routing looks at, where whoever asks knows it already. */
type Subject =
  | { analysisId: string; deliveryId: string | null; facts?: AlertRoute }
  | { noticeId: string; deliveryId: null }
type AlertRoute = RouteFacts & { sourceKind: string }

/**
 * One row for every working channel that wants to hear of it, due now or after its quiet hours. Belongs in the unit of work
 * that makes what they tell of.
 */
export async function planNotifications(tenant: TenantId, subject: Subject, now = new Date()): Promise<string[]> {
  const working = await listWorkingChannels(tenant)
  if (working.length === 0) return []
  const { facts = await routeFactsOf(tenant, subject), ...row }: Subject & { facts?: AlertRoute | null } = subject
  const channels = working.flatMap(({ id, kind, routing }) => {
    const route = routeTo(readRouting(routing), facts, now)
    return route.send && canTell(kind, facts) ? [{ id, notBefore: route.notBefore }] : []
  })
  return createNotifications(tenant, { ...row, channels })
}

/** Of the alert that an analysis, or a notice about one, belongs to; null for what is of no one alert. */
async function routeFactsOf(tenant: TenantId, subject: Subject): Promise<AlertRoute | null> {
  const analysisId =
    'noticeId' in subject ? ((await findNotice(tenant, subject.noticeId))?.analysisId ?? null) : subject.analysisId
  const stored = analysisId === null ? null : await findAnalysis(tenant, analysisId)
  if (!stored?.alert) return null
  const { service, severity, sourceKind } = stored.alert
  const sourceId = await findSourceId(tenant, { deliveryId: subject.deliveryId, analysisId })
  return { sourceId, service, severity, sourceKind }
}

/** A note stands on an incident, so it needs one. */
const canTell = (kind: string, facts: { sourceKind: string } | null): boolean =>
  kind !== 'pagerduty_note' || facts?.sourceKind === 'pagerduty'

/** What cannot be read restricts nothing: a message too many is better than one too few. */
function readRouting(stored: unknown): Routing {
  const parsed = routingSchema.safeParse(stored)
  return parsed.success ? parsed.data : {}
}

/** The first attempt of each. What does not succeed now is the sweep's. */
export async function sendNotifications(tenant: TenantId, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const ready = await withTenant(tenant, async () => {
        const claimed = await claimNotification(tenant, id, NOTIFY_LEASE_SECONDS)
        return claimed && { claimed, prepared: await prepare(tenant, claimed) }
      })
      if (ready) await carryOut(tenant, ready.claimed, ready.prepared)
    }),
  )
}

/** One attempt of a row that the caller has claimed. Its outcome, the channel's state and the delivery's are one unit. */
export async function attempt(tenant: TenantId, claimed: ClaimedNotification): Promise<void> {
  const prepared = await withTenant(tenant, () => prepare(tenant, claimed)).catch(notPrepared)
  await carryOut(tenant, claimed, prepared)
}

interface Prepared {
  kind: string
  /** What is to be sent, or why nothing is. */
  post: { sealedAddress: string; telling: Telling | NoticeTelling; under: string | null } | Sent
}

async function carryOut(tenant: TenantId, claimed: ClaimedNotification, { kind, post }: Prepared): Promise<void> {
  const outcome =
    'telling' in post
      ? await tell(tenant, { kind, ...post }, { ...post, id: claimed.id, now: new Date() }).catch(notSent)
      : post
  metrics().messages.inc({ channel: kind || 'none', outcome: outcome.kind })
  await withTenant(tenant, async () => {
    if (!(await finishNotification(tenant, claimed, endOf(outcome, kind, claimed.attempts)))) return
    if (outcome.kind === 'broken') await breakChannel(tenant, claimed.channelId, outcome.error)
    if (claimed.deliveryId !== null) await settleDelivery(tenant, claimed.deliveryId)
  })
}

function notSent(error: unknown): Sent {
  if (error instanceof NotFound) return { kind: 'refused', status: null, error: 'gone' }
  log.error('a channel was not told', { error: error instanceof Error ? error.name : typeof error })
  return { kind: 'retry', status: null, error: 'internal' }
}
const notPrepared = (error: unknown): Prepared => ({ kind: '', post: notSent(error) })

/** Everything that the database has to do before a message leaves, as one unit of work; from its end on it counts as under way. */
async function prepare(tenant: TenantId, claimed: ClaimedNotification): Promise<Prepared> {
  const { channelId, analysisId, noticeId } = claimed
  try {
    const { kind, sealedAddress, working } = await getChannelAddress(tenant, channelId)
    if (!working) return { kind, post: { kind: 'refused', status: null, error: 'channel_off' } }
    const { telling, of } =
      noticeId === null ? await analysisTelling(tenant, analysisId, channelId) : await noticeTelling(tenant, noticeId)
    const under = noticeId === null || of === null ? null : await findExternalRef(tenant, channelId, of)
    // Whoever has it now sends it.
    if (!(await beginNotification(tenant, claimed)))
      return { kind, post: { kind: 'refused', status: null, error: 'lease_lost' } }
    return { kind, post: { sealedAddress, telling, under } }
  } catch (error) {
    // A row that is gone is an end of this message, and undoes nothing.
    if (error instanceof NotFound) return notPrepared(error)
    throw error
  }
}

interface Told {
  telling: Telling | NoticeTelling
  /** The analysis that it is about. */
  of: string | null
}

async function analysisTelling(tenant: TenantId, analysisId: string | null, channelId: string): Promise<Told> {
  const stored = analysisId === null ? null : await findAnalysis(tenant, analysisId)
  if (!stored) throw new NotFound('message')
  const { url } = env()
  const telling: Telling = {
    analysis: stored.analysis,
    alert: stored.alert,
    url: `${url}/analyses/${analysisId}`,
    addLogsUrl: `${url}/analyze?revisionOf=${analysisId}`,
    feedbackUrl: `${url}/feedback/${signFeedbackLink(tenant, { analysisId: stored.id, channelId, expiresAt: inDays(FEEDBACK_DAYS) })}`,
  }
  return { telling, of: analysisId }
}

/** Long enough for a review after the incident. */
const FEEDBACK_DAYS = 14
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

async function noticeTelling(tenant: TenantId, noticeId: string): Promise<Told> {
  const notice = await findNotice(tenant, noticeId)
  if (!notice) throw new NotFound('message')
  const { url } = env()
  const telling: NoticeTelling = {
    notice: notice.detail,
    url: notice.analysisId === null ? `${url}/alerts` : `${url}/analyses/${notice.analysisId}`,
  }
  return { telling, of: notice.analysisId }
}

/** Opens the address, for this one message. */
async function tell(
  tenant: TenantId,
  { kind, sealedAddress }: { kind: string; sealedAddress: string },
  post: Post,
): Promise<Sent> {
  if (!isChannelKind(kind)) throw new NotFound('message')
  return SENDERS[kind](serverEnv().keyRing.open(sealedAddress, { tenant, field: ADDRESS_FIELD }).toString('utf8'), post)
}

/** One fixed message, to a broken channel too, by the way that analyses go. No row, no second attempt. Throws NotFound. */
export async function sendTestMessage(tenant: TenantId, channelId: string): Promise<Sent> {
  const channel = await getChannelAddress(tenant, channelId)
  const post = { id: randomUUID(), telling: testTelling(env().url), under: null, now: new Date() }
  const outcome = await tell(tenant, channel, post)
  if (outcome.kind === 'broken' && channel.working) await breakChannel(tenant, channelId, outcome.error)
  return outcome
}

function endOf(outcome: Sent, kind: string, attempts: number): AttemptOutcome {
  const { status } = outcome
  if (outcome.kind === 'delivered') return { state: 'delivered', status, externalRef: outcome.externalRef }
  const { error } = outcome
  const again = outcome.kind === 'retry' ? nextAttemptOf(kind, attempts, outcome.afterSeconds, new Date()) : null
  return again === null ? { state: 'failed', status, error } : { state: 'pending', status, error, nextAttemptAt: again }
}

/** The channel's row and an audit event tell the owner, once. */
async function breakChannel(tenant: TenantId, channelId: string, reason: string): Promise<void> {
  if (!(await markChannelBroken(tenant, channelId, reason))) return
  await createAuditEvent(tenant, { actorId: null, action: 'channel.broken', subject: channelId, detail: { reason } })
}
