import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { outbound } from '../../outbound.ts'
import type { ChannelSender, Post } from './channel-sender.ts'
import { POST_LIMITS, postJson } from './post-json.ts'

/**
 * A signed webhook of ours (standardwebhooks.com, 1.0.0): the same id in every attempt, a new time, and a signature of each
 * secret that is good. What is sent is what is stored: masked templates, never a line.
 */
export const outgoingWebhookConfig = z.strictObject({
  address: z.string().max(500),
  secret: z.string().max(200),
  /** Good until its end, so that the receiver can change over. */
  previous: z
    .strictObject({ secret: z.string().max(200), until: z.iso.datetime() })
    .nullable()
    .default(null),
})
export type OutgoingWebhookConfig = z.infer<typeof outgoingWebhookConfig>

/** Of the specification's own suggestion, in seconds. */
export const WEBHOOK_BACKOFF_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]

export function isWebhookAddress(value: string, allow: readonly string[]): boolean {
  if (!URL.canParse(value) || value.length > 500) return false
  const url = new URL(value)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (allow.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`)) return true
  return url.protocol === 'https:'
}

export const sendWebhook: ChannelSender = async (opened, post) => {
  const config = outgoingWebhookConfig.parse(JSON.parse(opened))
  const body = webhookBody(post)
  const { outcome } = await postJson(
    outbound(POST_LIMITS),
    config.address,
    body,
    headersOf(config, post, body),
    post.now,
  )
  // Only 410 says that nobody wants these any more; other refusals may be a receiver that is being mended.
  if (outcome.kind === 'broken' && outcome.status !== 410)
    return { kind: 'retry', status: outcome.status, error: outcome.error }
  return outcome
}

function headersOf(
  { secret, previous }: OutgoingWebhookConfig,
  { id, now }: Post,
  body: string,
): Record<string, string> {
  const secrets = [secret, ...(previous && new Date(previous.until) > now ? [previous.secret] : [])]
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((each) => new Webhook(each).sign(id, now, body)).join(' '),
    'user-agent': 'Lethe',
  }
}

/** Pure. `type` names what `data` is. */
export function webhookBody({ telling, now }: Pick<Post, 'telling' | 'now'>): string {
  if ('notice' in telling)
    return JSON.stringify({ type: `alert.${telling.notice.kind}`, timestamp: now.toISOString(), data: telling })
  const { analysis, alert, url } = telling
  const { receipt: _, ...answer } = analysis
  const rootCauses = answer.rootCauses.map(({ evidence, ...cause }) => ({
    ...cause,
    evidence: evidence.map(({ line, template, count }) => ({ line, template, count })),
  }))
  const data = { url, alert, analysis: { ...answer, rootCauses } }
  return JSON.stringify({ type: 'analysis.created', timestamp: now.toISOString(), data })
}
