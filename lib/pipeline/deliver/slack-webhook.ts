import type { OutboundFetch } from '../../outbound.ts'
import { OutboundRefused } from '../../outbound-address.ts'
import { type Outcome, retryAfter } from './outcome.ts'
import { type SlackMessage, withoutBlocks } from './slack-message.ts'

/** An incoming webhook answers 200 and `ok`. docs.slack.dev, "Sending messages using incoming webhooks". */
export const SLACK_LIMITS = { timeoutMs: 15_000, maxBytes: 16_384, maxRedirects: 0 } as const

const HOSTS = new Set(['hooks.slack.com', 'hooks.slack-gov.com'])

/** Slack's own addresses, and `host:port` pairs that whoever runs this Lethe has allowed (tests, a relay). */
export function isSlackWebhook(value: string, allow: readonly string[]): boolean {
  if (!URL.canParse(value) || value.length > 500) return false
  const url = new URL(value)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (allow.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`)) return true
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    HOSTS.has(url.hostname) &&
    /^\/(services|triggers|workflows)\/./.test(url.pathname)
  )
}

/** One attempt. Blocks that Slack cannot read are sent once more as text. Never throws; the address stands in no outcome. */
export async function sendToSlack(
  address: string,
  message: SlackMessage,
  fetch: OutboundFetch,
  now = new Date(),
): Promise<Outcome> {
  const outcome = await post(address, message, fetch, now)
  if (outcome.kind !== 'refused' || !UNREADABLE.has(outcome.error) || message.blocks === undefined) return outcome
  return post(address, withoutBlocks(message), fetch, now)
}

async function post(address: string, message: SlackMessage, fetch: OutboundFetch, now: Date): Promise<Outcome> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(message),
    })
    const word = (await answer.text()).trim()
    return judge(answer.status, word, retryAfter(answer.headers.get('retry-after'), now))
  } catch (error) {
    // The guard's refusal is about the address, which will be the same next time; everything else is the network.
    if (error instanceof OutboundRefused) return { kind: 'retry', status: null, error: 'address_refused' }
    return { kind: 'retry', status: null, error: 'unreachable' }
  }
}

const UNREADABLE = new Set([
  'invalid_payload',
  'invalid_blocks',
  'invalid_blocks_format',
  'no_text',
  'too_many_attachments',
])
/** What Slack says of a webhook that will not work again by itself. */
const GONE = new Set([
  ...['user_not_found', 'channel_not_found', 'channel_is_archived', 'no_service', 'no_service_id', 'no_active_hooks'],
  ...['no_team', 'team_disabled', 'invalid_token', 'action_prohibited', 'posting_to_general_channel_denied'],
])

function judge(status: number, word: string, afterSeconds: number | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', status }
  if (status === 429)
    return { kind: 'retry', status, error: 'rate_limited', ...(afterSeconds === undefined ? {} : { afterSeconds }) }
  if (GONE.has(word)) return { kind: 'broken', status, error: word }
  if (status === 403 || status === 404 || status === 410) return { kind: 'broken', status, error: `http_${status}` }
  if (status >= 500 || status === 408) return { kind: 'retry', status, error: `http_${status}` }
  return { kind: 'refused', status, error: UNREADABLE.has(word) ? word : `http_${status}` }
}
