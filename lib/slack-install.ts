import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addChannel } from './channels.ts'
import { env, serverEnv } from './env.ts'
import { Conflict, Invalid, NotFound } from './errors.ts'
import { outbound } from './outbound.ts'
import { isSameText } from './same-text.ts'
import type { Member } from './session.ts'

/**
 * "Add to Slack" (OAuth 2.0, docs.slack.dev "Installing with OAuth"): a person picks a channel at Slack, and the bot's token comes
 * here without anybody seeing it. There where whoever runs this Lethe has an app at Slack.
 *
 *   canInstall()                              whether there is one
 *   beginInstall(member)                      where the browser goes, and the ticket that it keeps in a cookie
 *   finishInstall(member, answer, ticket)     one word on what became of it; `added` where there is a channel now
 *
 * The state that goes through Slack is bound to the session and the workspace that began; the ticket binds it to the browser and
 * is taken away with its first use.
 */

export const INSTALL_MAX_AGE_SECONDS = 600
/** To post; in public channels without an invitation; and so that Slack asks which channel it is. */
const SCOPES = 'chat:write,chat:write.public,incoming-webhook'
const LIMITS = { timeoutMs: 10_000, maxBytes: 65_536, maxRedirects: 0 } as const

export type InstallWord = 'added' | 'denied' | 'expired' | 'elsewhere' | 'failed' | 'full' | 'no_channel' | 'rotating'
type Who = Pick<Member, 'sessionId' | 'tenant' | 'userId'>

export const canInstall = (): boolean => env().slackApp !== null

export function beginInstall(member: Who): { url: string; ticket: string } {
  const { slackApp } = env()
  if (!slackApp) throw new NotFound('Slack app')
  const ticket = randomBytes(32).toString('base64url')
  const until = String(Math.floor(Date.now() / 1_000) + INSTALL_MAX_AGE_SECONDS)
  const url = new URL('/oauth/v2/authorize', authorizeOrigin())
  url.search = new URLSearchParams({
    client_id: slackApp.clientId,
    scope: SCOPES,
    redirect_uri: returnAddress(),
    state: [until, mac(ticket, until, member)].join('.'),
  }).toString()
  return { url: url.href, ticket }
}

export async function finishInstall(member: Who, answer: URLSearchParams, ticket: string): Promise<InstallWord> {
  const begun = checkState(member, answer.get('state') ?? '', ticket)
  if (begun !== 'good') return begun
  if (answer.has('error')) return answer.get('error') === 'access_denied' ? 'denied' : 'failed'
  const granted = await exchange(answer.get('code') ?? '')
  if (typeof granted === 'string') return granted
  try {
    await addChannel(member.tenant, member.userId, { kind: 'slack_bot', ...granted })
    return 'added'
  } catch (error) {
    if (error instanceof Conflict) return 'full'
    if (error instanceof Invalid) return 'no_channel'
    throw error
  }
}

function checkState(member: Who, state: string, ticket: string): 'good' | 'expired' | 'elsewhere' {
  const [until = '', given = ''] = state.split('.')
  if (ticket === '' || !/^\d{10,12}$/.test(until) || Number(until) * 1_000 < Date.now()) return 'expired'
  return isSameText(given, mac(ticket, until, member)) ? 'good' : 'elsewhere'
}

const mac = (ticket: string, until: string, { sessionId, tenant }: Who): string =>
  createHmac('sha256', serverEnv().keyRing.derive('slack/install'))
    .update(JSON.stringify([ticket, until, sessionId, tenant]))
    .digest('base64url')

const answerSchema = z.object({
  ok: z.literal(true),
  access_token: z.string(),
  /** There where the app rotates its tokens: such a one ends after twelve hours. */
  refresh_token: z.string().optional(),
  team: z.object({ name: z.string() }).nullish(),
  incoming_webhook: z.object({ channel: z.string(), channel_id: z.string() }).optional(),
})

interface Granted {
  name: string
  token: string
  channel: string
}

/** The code is good once, for this app and this return address only. */
async function exchange(code: string): Promise<Granted | InstallWord> {
  const { slackApp, slackApi, operatorOutboundAllow } = env()
  if (!slackApp || code === '' || code.length > 500) return 'failed'
  const pair = Buffer.from(`${slackApp.clientId}:${slackApp.clientSecret}`).toString('base64')
  try {
    const response = await outbound(LIMITS, operatorOutboundAllow)(`${slackApi}/oauth.v2.access`, {
      method: 'POST',
      headers: { authorization: `Basic ${pair}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ code, redirect_uri: returnAddress() }).toString(),
    })
    const parsed = answerSchema.safeParse(await response.json())
    return parsed.success ? grantedOf(parsed.data) : 'failed'
  } catch {
    return 'failed'
  }
}

function grantedOf({ access_token: token, refresh_token, team, incoming_webhook: at }: z.infer<typeof answerSchema>) {
  if (refresh_token !== undefined) return 'rotating'
  if (!at) return 'no_channel'
  const channel = at.channel.trim() || at.channel_id
  return {
    token,
    channel: at.channel_id,
    name: (team?.name ? `${channel}, ${team.name}` : channel).slice(0, 80).trim(),
  }
}

const returnAddress = (): string => `${env().url}/api/channels/slack/return`

/** Slack's own; in tests the one that stands in for its Web API, which is on loopback then. */
function authorizeOrigin(): string {
  const { protocol, origin } = new URL(env().slackApi)
  return protocol === 'http:' ? origin : 'https://slack.com'
}
