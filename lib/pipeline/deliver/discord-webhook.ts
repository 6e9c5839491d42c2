import { outbound } from '../../outbound.ts'
import type { ChannelSender } from './channel-sender.ts'
import { cut, type MessageParts, messageParts } from './message-parts.ts'
import { POST_LIMITS, postJson } from './post-json.ts'

/**
 * Discord webhooks (docs.discord.com, "Webhook resource" and "Message resource"): one embed, of whose parts title 256,
 * description 4,096 and 6,000 in all are allowed; nobody is mentioned whatever a text says; `wait` makes Discord answer
 * whether the message stands.
 */
const MAX_DESCRIPTION = 3_500

export function isDiscordWebhook(value: string, allow: readonly string[]): boolean {
  if (!URL.canParse(value) || value.length > 500) return false
  const url = new URL(value)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (allow.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`)) return true
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    /^(discord|discordapp|ptb\.discord|canary\.discord)\.com$/.test(url.hostname) &&
    /^\/api\/(v\d+\/)?webhooks\/\d{5,25}\/[\w-]{20,120}\/?$/.test(url.pathname)
  )
}

export const sendToDiscord: ChannelSender = async (address, { telling, now }) => {
  const url = new URL(address)
  url.searchParams.set('wait', 'true')
  const body = JSON.stringify(discordMessage(messageParts(telling)))
  return (await postJson(outbound(POST_LIMITS), url.href, body, {}, now)).outcome
}

/** Pure. */
export function discordMessage({ title, decision, body, evidence, action, gaps, links, foot }: MessageParts) {
  const [own] = links
  const rows = [
    ...(decision === null ? [] : [`**${escaped(decision)}**`]),
    ...body.map(escaped),
    ...(evidence.length > 0 ? [block(evidence)] : []),
    ...(action ? [escaped(action.text)] : []),
    ...(action?.command ? [block([action.command])] : []),
    ...gaps.map((gap) => `- Missing: ${escaped(gap)}`),
    // In angle brackets Discord shows no preview of a page.
    ...links
      .slice(1, 4)
      .map(({ label, url }) => `[${escaped(label)}](<${new URL(url).href.replace(/[<>()]/g, encodeURIComponent)}>)`),
  ]
  return {
    embeds: [
      {
        title: cut(escaped(title), 250),
        ...(own ? { url: own.url } : {}),
        description: fitted(rows),
        ...(foot.length > 0 ? { footer: { text: cut(foot.join(' · '), 200) } } : {}),
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/** Whole rows only, so that no block stays open. */
function fitted(rows: readonly string[]): string {
  let text = ''
  for (const row of rows) if (text.length + row.length + 1 <= MAX_DESCRIPTION) text += `${row}\n`
  return text.trimEnd()
}

/** Every sign that Discord's Markdown, mentions, emoji or bare links could begin with. */
const escaped = (text: string): string => text.replace(/[\\`*_~|>[\]()#<:@-]/g, '\\$&')

const block = (lines: readonly string[]): string =>
  `\`\`\`\n${lines.map((line) => line.replaceAll('`', 'ˋ')).join('\n')}\n\`\`\``
