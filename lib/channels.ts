import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { requireFeature, requirePlace } from './billing/entitlements.ts'
import { createAuditEvent } from './data/audit-events.ts'
import {
  type ChannelView,
  createChannel,
  deleteChannel,
  getChannelAddress,
  listChannels,
  mendChannel,
  replaceChannelAddress,
  setChannelRouting,
} from './data/channels.ts'
import { listMembers } from './data/memberships.ts'
import { replayNotification } from './data/notifications.ts'
import { withTenant } from './data/prisma.ts'
import { listSources } from './data/sources.ts'
import type { TenantId } from './data/unscoped.ts'
import { env, serverEnv } from './env.ts'
import { Conflict, Invalid, NotFound } from './errors.ts'
import { isDiscordWebhook } from './pipeline/deliver/discord-webhook.ts'
import { ADDRESS_FIELD, sendNotifications, sendTestMessage } from './pipeline/deliver/notify.ts'
import type { Outcome } from './pipeline/deliver/outcome.ts'
import { isWebhookAddress, outgoingWebhookConfig } from './pipeline/deliver/outgoing-webhook.ts'
import { pagerdutyNoteConfig } from './pipeline/deliver/pagerduty-note.ts'
import type { Routing } from './pipeline/deliver/routing.ts'
import { slackBotConfig } from './pipeline/deliver/slack-bot.ts'
import { isSlackWebhook } from './pipeline/deliver/slack-webhook.ts'
import { isTeamsWorkflow } from './pipeline/deliver/teams-workflow.ts'
import { limitAccount, limitTenant } from './rate-limits.ts'

/** Channels as a workspace sets them up. An address is a secret: it is sealed, and no answer holds it again. */

const MAX_CHANNELS = 20

const name = z.string().trim().min(1).max(80)
const address = z.string().trim().max(1_000)
/** What each kind is set up with; the form of it stands in `components/settings/channel-kinds.ts`. */
export const newChannelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slack_webhook'), name, address }),
  z.strictObject({ kind: z.literal('slack_bot'), name, token: z.string().trim(), channel: z.string().trim() }),
  z.strictObject({ kind: z.literal('teams_workflow'), name, address }),
  z.strictObject({ kind: z.literal('discord_webhook'), name, address }),
  z.strictObject({ kind: z.literal('email'), name, address }),
  z.strictObject({ kind: z.literal('pagerduty_note'), name, token: z.string().trim(), from: z.string().trim() }),
  z.strictObject({ kind: z.literal('webhook'), name, address }),
])
export type NewChannelSettings = z.infer<typeof newChannelSchema>

/** `secret`: of a webhook of ours, shown this once. */
export async function addChannel(
  tenant: TenantId,
  userId: string,
  given: NewChannelSettings,
): Promise<{ channel: ChannelView; secret: string | null }> {
  const { opened, secret } = await configOf(tenant, given)
  const { kind, name: called } = given
  const sealedAddress = serverEnv().keyRing.seal(opened, { tenant, field: ADDRESS_FIELD })
  const channel = await withTenant(tenant, async () => {
    await requirePlace(tenant, 'channels', async () => (await listChannels(tenant)).length)
    if ((await listChannels(tenant)).length >= MAX_CHANNELS)
      throw new Conflict({ happened: `A workspace may have ${MAX_CHANNELS} channels.` })
    const id = await createChannel(tenant, { kind, name: called, sealedAddress, createdById: userId })
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.created', subject: id, detail: { kind } })
    return channelOf(tenant, id)
  })
  return { channel, secret }
}

/** Checks what was given and puts it into the form that the kind's sender opens. Throws Invalid, by field. */
async function configOf(
  tenant: TenantId,
  given: NewChannelSettings,
): Promise<{ opened: string; secret: string | null }> {
  const wrong = (path: string, message: string) => new Invalid([{ path, message }])
  const { outboundAllow } = env()
  switch (given.kind) {
    case 'slack_webhook':
      if (!isSlackWebhook(given.address, outboundAllow))
        throw wrong('address', 'Give the URL of an incoming webhook of Slack.')
      return { opened: given.address, secret: null }
    case 'teams_workflow':
      if (!isTeamsWorkflow(given.address, outboundAllow))
        throw wrong('address', 'Give the URL that the workflow in Teams shows.')
      return { opened: given.address, secret: null }
    case 'discord_webhook':
      if (!isDiscordWebhook(given.address, outboundAllow))
        throw wrong('address', 'Give the URL of a webhook of Discord.')
      return { opened: given.address, secret: null }
    case 'email': {
      const email = given.address.toLowerCase()
      // Anybody else could be flooded in our name.
      if (!(await listMembers(tenant)).some((member) => member.email === email))
        throw wrong('address', 'Mail is sent to members of this workspace only.')
      return { opened: email, secret: null }
    }
    case 'slack_bot':
      return { opened: checked(slackBotConfig, { token: given.token, channel: given.channel }), secret: null }
    case 'pagerduty_note':
      return { opened: checked(pagerdutyNoteConfig, { token: given.token, from: given.from }), secret: null }
    case 'webhook': {
      if (!isWebhookAddress(given.address, outboundAllow)) throw wrong('address', 'Give an https address.')
      const secret = makeWebhookSecret()
      return { opened: checked(outgoingWebhookConfig, { address: given.address, secret }), secret }
    }
  }
}

function checked<T>(schema: z.ZodType<T>, given: object): string {
  const parsed = schema.safeParse(given)
  if (parsed.success) return JSON.stringify(parsed.data)
  throw new Invalid(
    parsed.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'This is not as the receiver gives it.' })),
  )
}

/** 24 random bytes in the form of the specification. */
const makeWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

const OVERLAP_HOURS = 24

/** A new secret for a webhook of ours; the present one signs beside it for a day. Throws Conflict for other kinds. */
export async function rotateChannelSecret(tenant: TenantId, userId: string, id: string): Promise<{ secret: string }> {
  const { kind, sealedAddress } = await getChannelAddress(tenant, id)
  if (kind !== 'webhook') throw new Conflict({ happened: 'A channel of this kind has no secret of ours.' })
  const { keyRing } = serverEnv()
  const opened = keyRing.open(sealedAddress, { tenant, field: ADDRESS_FIELD }).toString('utf8')
  const config = outgoingWebhookConfig.parse(JSON.parse(opened))
  const secret = makeWebhookSecret()
  const until = new Date(Date.now() + OVERLAP_HOURS * 3_600_000).toISOString()
  const next = JSON.stringify({ ...config, secret, previous: { secret: config.secret, until } })
  await withTenant(tenant, async () => {
    await replaceChannelAddress(tenant, id, keyRing.seal(next, { tenant, field: ADDRESS_FIELD }))
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.secret_rotated', subject: id })
  })
  return { secret }
}

/** Which alerts the channel is told of from now on. Throws Invalid for a source that is not this workspace's. */
export async function routeChannel(
  tenant: TenantId,
  userId: string,
  id: string,
  routing: Routing,
): Promise<ChannelView> {
  // Taking routing away needs no plan.
  if (Object.keys(routing).length > 0) await requireFeature(tenant, 'routing')
  const own = new Set((await listSources(tenant)).map((source) => source.id))
  if (routing.sources?.some((source) => !own.has(source)))
    throw new Invalid([{ path: 'sources', message: 'There is no such source in this workspace.' }])
  return withTenant(tenant, async () => {
    await setChannelRouting(tenant, id, routing)
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.routed', subject: id, detail: { ...routing } })
    return channelOf(tenant, id)
  })
}

/** Sends an ended message once more. Throws NotFound where there is none that has ended. */
export async function replayMessage(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    if (!(await replayNotification(tenant, id))) throw new NotFound('message')
    await createAuditEvent(tenant, { actorId: userId, action: 'channel.message_replayed', subject: id })
  })
  await sendNotifications(tenant, [id])
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
