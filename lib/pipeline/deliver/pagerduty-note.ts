import { z } from 'zod'
import { outbound } from '../../outbound.ts'
import type { ChannelSender } from './channel-sender.ts'
import { type MessageParts, messageParts } from './message-parts.ts'
import { POST_LIMITS, postJson } from './post-json.ts'

/** A note on the incident that the alert came from (developer.pagerduty.com, "Create a note on an incident"). */
export const pagerdutyNoteConfig = z.strictObject({
  token: z.string().regex(/^[\x21-\x7e]{8,200}$/),
  /** A person's address there: PagerDuty wants to know on whose behalf a note is written. */
  from: z.email().max(254),
  api: z.string().max(200).default('https://api.pagerduty.com'),
})
const MAX_NOTE_CHARS = 2_000

export const sendPagerdutyNote: ChannelSender = async (opened, { telling, now }) => {
  const { token, from, api } = pagerdutyNoteConfig.parse(JSON.parse(opened))
  const incident = 'alert' in telling && telling.alert ? incidentOf(telling.alert.links) : null
  if (incident === null) return { kind: 'refused', status: null, error: 'no_incident' }
  const body = JSON.stringify({ note: { content: noteText(messageParts(telling)) } })
  const headers = { authorization: `Token token=${token}`, from, accept: 'application/vnd.pagerduty+json;version=2' }
  const { outcome } = await postJson(outbound(POST_LIMITS), `${api}/incidents/${incident}/notes`, body, headers, now)
  // An incident that is gone says nothing of the channel.
  return outcome.kind === 'broken' && outcome.status === 404
    ? { kind: 'refused', status: 404, error: 'no_incident' }
    : outcome
}

/** The id in the incident's own address, which the sender put into the alert. */
export function incidentOf(links: readonly { rel: string; url: string }[]): string | null {
  for (const { rel, url } of links) {
    const id =
      rel === 'alert' && URL.canParse(url)
        ? /^\/incidents\/([A-Z0-9]{1,40})$/i.exec(new URL(url).pathname)?.[1]
        : undefined
    if (id !== undefined) return id
  }
  return null
}

/** Pure. Notes are plain text. */
export function noteText({ title, decision, body, evidence, action, links }: MessageParts): string {
  const [own] = links
  const rows = [
    `Lethe: ${title}`,
    ...(decision === null ? [] : [decision]),
    ...body,
    ...evidence.slice(0, 3),
    ...(action ? [action.text] : []),
    ...(action?.command ? [`  ${action.command}`] : []),
  ]
  const foot = own ? `\n${own.label}: ${own.url}` : ''
  return rows.join('\n').slice(0, MAX_NOTE_CHARS - foot.length) + foot
}
