import { outbound } from '../../outbound.ts'
import type { ChannelSender } from './channel-sender.ts'
import { sendToDiscord } from './discord-webhook.ts'
import { sendMail } from './mail-channel.ts'
import { nextAttempt } from './outcome.ts'
import { sendWebhook, WEBHOOK_BACKOFF_SECONDS } from './outgoing-webhook.ts'
import { sendPagerdutyNote } from './pagerduty-note.ts'
import { sendWithBot } from './slack-bot.ts'
import { slackMessage } from './slack-message.ts'
import { slackNotice } from './slack-notice.ts'
import { SLACK_LIMITS, sendToSlack } from './slack-webhook.ts'
import { sendToTeams } from './teams-workflow.ts'

/** How each kind of channel is told. A new kind is a line here, a file beside this one, and a form. */
export const SENDERS = {
  slack_webhook: (address, { telling, now }) =>
    sendToSlack(
      address,
      'notice' in telling ? slackNotice(telling) : slackMessage(telling),
      outbound(SLACK_LIMITS),
      now,
    ),
  slack_bot: sendWithBot,
  teams_workflow: sendToTeams,
  discord_webhook: sendToDiscord,
  email: sendMail,
  pagerduty_note: sendPagerdutyNote,
  webhook: sendWebhook,
} as const satisfies Readonly<Record<string, ChannelSender>>
export type ChannelKind = keyof typeof SENDERS

export const CHANNEL_KINDS = Object.keys(SENDERS).filter(isChannelKind)

export function isChannelKind(kind: string): kind is ChannelKind {
  return Object.hasOwn(SENDERS, kind)
}

/** When to try again after the `attempts`-th failure, or null where it was the last. */
export function nextAttemptOf(
  kind: string,
  attempts: number,
  afterSeconds: number | undefined,
  now: Date,
): Date | null {
  return nextAttempt(
    attempts,
    afterSeconds,
    now,
    Math.random(),
    kind === 'webhook' ? WEBHOOK_BACKOFF_SECONDS : undefined,
  )
}
