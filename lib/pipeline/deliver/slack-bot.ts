import { z } from 'zod'
import { env } from '../../env.ts'
import { outbound } from '../../outbound.ts'
import type { ChannelSender, Sent } from './channel-sender.ts'
import type { Outcome } from './outcome.ts'
import { POST_LIMITS, type Posted, postJson } from './post-json.ts'
import { type SlackMessage, slackMessage, withoutBlocks } from './slack-message.ts'
import { slackNotice } from './slack-notice.ts'

/**
 * Slack with a bot's token: what follows an analysis goes into its thread (docs.slack.dev, chat.postMessage). Slack answers
 * 200 with `ok: false` and a word.
 */
export const slackBotConfig = z.strictObject({
  token: z.string().regex(/^xox[bp]-[\w-]{10,250}$/),
  /** Id of the channel, `C...` or `G...`. */
  channel: z.string().regex(/^[CGD][A-Z0-9]{2,20}$/),
})

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().max(80).optional(),
  ts: z.string().max(40).optional(),
})

export const sendWithBot: ChannelSender = async (opened, { telling, under, now }) => {
  const { token, channel } = slackBotConfig.parse(JSON.parse(opened))
  const message = 'notice' in telling ? slackNotice(telling) : slackMessage(telling)
  const thread = under === null ? {} : { thread_ts: under }
  const post = async (words: SlackMessage) =>
    judge(
      await postJson(
        outbound(POST_LIMITS, env().operatorOutboundAllow),
        `${env().slackApi}/chat.postMessage`,
        JSON.stringify({ channel, ...words, ...thread }),
        { authorization: `Bearer ${token}` },
        now,
      ),
    )
  const sent = await post(message)
  const unreadable = sent.kind === 'refused' && UNREADABLE.has(sent.error) && message.blocks !== undefined
  return unreadable ? post(withoutBlocks(message)) : sent
}

const UNREADABLE = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'])
/** What passes by itself. `internal_error` and `fatal_error` may have posted already: a second message would be worse than none. */
const PASSING = new Set(['ratelimited', 'service_unavailable', 'request_timeout'])
const GONE = new Set([
  ...['not_in_channel', 'channel_not_found', 'is_archived', 'token_revoked', 'token_expired', 'account_inactive'],
  ...['invalid_auth', 'not_authed', 'missing_scope', 'no_permission', 'org_login_required', 'team_access_not_granted'],
])

function judge({ outcome, text }: Posted): Sent {
  if (outcome.kind !== 'delivered') return outcome
  const { status } = outcome
  const parsed = answerSchema.safeParse(parse(text))
  if (!parsed.success) return { kind: 'retry', status, error: 'unreadable_answer' }
  const { ok, error = 'unknown', ts } = parsed.data
  if (ok) return { kind: 'delivered', status, ...(ts && /^\d+\.\d+$/.test(ts) ? { externalRef: ts } : {}) }
  return ofWord(error, status)
}

function ofWord(word: string, status: number): Outcome {
  const error = /^[a-z0-9_]{1,60}$/.test(word) ? word : 'unknown'
  if (PASSING.has(word)) return { kind: 'retry', status, error }
  return GONE.has(word) ? { kind: 'broken', status, error } : { kind: 'refused', status, error }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
