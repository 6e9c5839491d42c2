import { z } from 'zod'
import { createAuditEvent } from './data/audit-events.ts'
import { type ChannelView, createChannel, deleteChannel, listChannels, mendChannel } from './data/channels.ts'
import { withTenant } from './data/prisma.ts'
import type { TenantId } from './data/unscoped.ts'
import { env, serverEnv } from './env.ts'
import { Conflict, Invalid, NotFound } from './errors.ts'
import { ADDRESS_FIELD, sendTestMessage } from './pipeline/deliver/notify.ts'
import type { Outcome } from './pipeline/deliver/outcome.ts'
import { isSlackWebhook } from './pipeline/deliver/slack-webhook.ts'
import { limitAccount, limitTenant } from './rate-limits.ts'

/** Channels as a workspace sets them up. An address is a secret: it is sealed, and no answer holds it again. */

const MAX_CHANNELS = 20

/** A kind of channel: a sender in `deliver/`, and a form in `components/settings/channel-kinds.ts`. */
export const CHANNEL_KINDS = ['slack_webhook'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

export const newChannelSchema = z.strictObject({
  kind: z.enum(CHANNEL_KINDS),
  name: z.string().trim().min(1).max(80),
  /** The webhook's whole URL. */
  address: z.string().trim().max(500),
})

export async function addChannel(
  tenant: TenantId,
  userId: string,
  { kind, name, address }: z.infer<typeof newChannelSchema>,
): Promise<ChannelView> {
  const settings = env()
  if (!isSlackWebhook(address, settings.outboundAllow))
    throw new Invalid([{ path: 'address', message: 'Give the URL of an incoming webhook of Slack.' }])
  const sealedAddress = serverEnv().keyRing.seal(address, { tenant, field: ADDRESS_FIELD })
  return withTenant(tenant, async () => {
    if ((await listChannels(tenant)).length >= MAX_CHANNELS)
      throw new Conflict({ happened: `A workspace may have ${MAX_CHANNELS} channels.` })
    const id = await createChannel(tenant, { kind, name, sealedAddress, createdById: userId })
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.created', subject: id, detail: { kind } })
    return channelOf(tenant, id)
  })
}

/** A channel that was broken or switched off is told again from the next analysis on. */
export async function reopenChannel(tenant: TenantId, userId: string, id: string): Promise<ChannelView> {
  return withTenant(tenant, async () => {
    await mendChannel(tenant, id)
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.mended', subject: id })
    return channelOf(tenant, id)
  })
}

export interface TestedChannel {
  outcome: Outcome['kind']
  /** HTTP status of the answer, null where none came. */
  status: number | null
  /** One of our own words, or the receiver's documented one; null where the message was taken. */
  error: string | null
  /** As it is now: a test may find that it is broken. */
  channel: ChannelView
}

/** Sends the fixed message and says what became of it. Throws NotFound, and RateLimited above a dozen a minute. */
export async function testChannel(tenant: TenantId, userId: string, id: string): Promise<TestedChannel> {
  await channelOf(tenant, id)
  await limitAccount('channel_test', userId)
  await limitTenant('channel_test', tenant)
  const { kind: outcome, status, ...rest } = await sendTestMessage(tenant, id)
  await createAuditEvent(tenant, { actorId: userId, action: 'channel.tested', subject: id, detail: { outcome } })
  return { outcome, status, error: 'error' in rest ? rest.error : null, channel: await channelOf(tenant, id) }
}

/** Its messages' rows go with it. */
export async function removeChannel(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    await deleteChannel(tenant, id)
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.deleted', subject: id })
  })
}

async function channelOf(tenant: TenantId, id: string): Promise<ChannelView> {
  const found = (await listChannels(tenant)).find((channel) => channel.id === id)
  if (!found) throw new NotFound('channel')
  return found
}
