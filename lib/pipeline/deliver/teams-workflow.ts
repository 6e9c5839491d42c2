import { outbound } from '../../outbound.ts'
import type { ChannelSender } from './channel-sender.ts'
import { type MessageParts, messageParts } from './message-parts.ts'
import { POST_LIMITS, postJson } from './post-json.ts'

/**
 * Microsoft Teams, through a workflow "When a Teams webhook request is received" (learn.microsoft.com, Power Automate). An
 * adaptive card of runs of text, which Teams shows as they are: no Markdown, no mention. A workflow answers 202 and says
 * nothing of a card that it later cannot show, so the card is kept plain and below 20,000 bytes of the 28 KB allowed.
 */
const MAX_CARD_BYTES = 20_000
const HOSTS = /(^|\.)(logic\.azure\.com|api\.powerplatform\.com)$/

export function isTeamsWorkflow(value: string, allow: readonly string[]): boolean {
  if (!URL.canParse(value) || value.length > 1_000) return false
  const url = new URL(value)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (allow.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`)) return true
  return url.protocol === 'https:' && (url.port === '' || url.port === '443') && HOSTS.test(url.hostname)
}

export const sendToTeams: ChannelSender = async (address, { telling, now }) => {
  const message = teamsMessage(messageParts(telling))
  return (await postJson(outbound(POST_LIMITS), address, JSON.stringify(message), {}, now)).outcome
}

interface Run {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  fontType?: 'Monospace'
  isSubtle?: true
}

/** Pure. Evidence gives way first where a card would be too large. */
export function teamsMessage(parts: MessageParts) {
  for (let evidence = parts.evidence.length; ; evidence--) {
    const message = cardOf({ ...parts, evidence: parts.evidence.slice(0, Math.max(evidence, 0)) })
    if (Buffer.byteLength(JSON.stringify(message)) <= MAX_CARD_BYTES || evidence <= 0) return message
  }
}

function cardOf({ title, decision, body, evidence, action, gaps, links, foot }: MessageParts) {
  const paragraph = (...inlines: Run[]) => ({ type: 'RichTextBlock', inlines })
  const run = (text: string, more: Partial<Run> = {}): Run => ({ type: 'TextRun', text, ...more })
  const blocks = [
    paragraph(run(title, { weight: 'Bolder' })),
    ...(decision === null ? [] : [paragraph(run(decision))]),
    ...body.map((text) => paragraph(run(text))),
    ...evidence.map((text) => paragraph(run(text, { fontType: 'Monospace' }))),
    ...(action ? [paragraph(run(action.text))] : []),
    ...(action?.command ? [paragraph(run(action.command, { fontType: 'Monospace' }))] : []),
    ...gaps.map((text) => paragraph(run(`Missing: ${text}`))),
    ...(foot.length > 0 ? [paragraph(run(foot.join(' · '), { isSubtle: true }))] : []),
  ]
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.2',
          body: blocks,
          actions: links.slice(0, 5).map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url })),
          msteams: { width: 'full' },
        },
      },
    ],
  }
}
