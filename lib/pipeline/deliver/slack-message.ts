import type { Analysis, RootCause } from '../analysis.ts'
import type { AlertFacts } from '../parse/alert-facts.ts'
import { code, link, mrkdwn, plainText } from './slack-text.ts'

/** What a channel is told of an analysis. Made from what is stored: lines as masked templates, never a quote. */
export interface Telling {
  analysis: Analysis
  alert: AlertFacts | null
  /** Of the analysis, at this Lethe. */
  url: string
  /** Where people of the channel may say whether it was right; expires. */
  feedbackUrl?: string | undefined
  /** Where logs can be added to it. */
  addLogsUrl: string
}

interface Text {
  type: 'mrkdwn' | 'plain_text'
  text: string
  verbatim?: boolean
}
type Block = { type: 'header'; text: Text } | { type: 'section'; text: Text } | { type: 'context'; elements: Text[] }

export interface SlackMessage {
  /** Shown in notifications, and alone where blocks are refused. */
  text: string
  blocks?: Block[]
  unfurl_links: false
  unfurl_media: false
  link_names: false
}

/** All of it as JSON. Slack refuses near 13,200 characters (msg_blocks_too_long, not documented). */
export const MAX_MESSAGE_CHARS = 11_000
const MAX_EVIDENCE = 6
const DECISIONS = { act: 'Act', escalate: 'Escalate', watch: 'Watch', none: 'No action' } as const
const RISKS = { read_only: 'read-only', reversible: 'reversible', risky: 'risky' } as const

/** Pure. At most 50 blocks and 11,000 characters, whatever stands in the analysis; the least important parts go first. */
export function slackMessage(telling: Telling): SlackMessage {
  const parts = partsOf(telling)
  for (let evidence = MAX_EVIDENCE; ; evidence--) {
    const message = messageOf(telling, parts, Math.max(evidence, 0))
    if (JSON.stringify(message).length <= MAX_MESSAGE_CHARS || evidence <= 0) return message
  }
}

/** The same without blocks, for a webhook that refuses them. */
export function withoutBlocks({ blocks: _, ...message }: SlackMessage): SlackMessage {
  return message
}

interface Parts {
  title: string
  decision: string
  cause: string
  action: string | null
  gaps: string | null
  foot: string
}

function messageOf({ analysis, url }: Telling, parts: Parts, maxEvidence: number): SlackMessage {
  const evidence = evidenceOf(analysis.rootCauses, maxEvidence)
  const sections = [parts.decision, parts.cause, evidence, parts.action, parts.gaps].filter((text) => text !== null)
  return {
    text: `${parts.title}\n${parts.decision}\n${link(url, 'Open the analysis') ?? ''}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: plainText(analysis.title, 140) || 'Analysis' } },
      ...sections.map((text): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })),
      { type: 'context', elements: [{ type: 'mrkdwn', text: parts.foot, verbatim: true }] },
    ],
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  }
}

function partsOf(telling: Telling): Parts {
  const { analysis } = telling
  const { decision } = analysis
  const involve = decision.involve === null ? '' : ` Involve: ${mrkdwn(decision.involve, 150)}.`
  return {
    title: mrkdwn(analysis.title, 200),
    decision: `*${DECISIONS[decision.kind]}*: ${mrkdwn(decision.reason, 400)}${involve}`,
    cause: causeOf(analysis),
    action: actionOf(analysis),
    gaps: gapsOf(telling),
    foot: footOf(telling),
  }
}

function causeOf({ verdict, confidence, rootCauses, summary }: Analysis): string {
  const [cause] = rootCauses
  const sure = `confidence ${Math.round(confidence * 100)} %`
  if (verdict === 'inconclusive' || !cause) return `*Inconclusive* (${sure}): ${mrkdwn(summary, 600)}`
  const where = cause.component === null ? '' : ` in ${mrkdwn(cause.component, 100)}`
  return `*Cause*${where} (${sure}): ${mrkdwn(cause.summary, 600)}`
}

/** By line, in the masked form that is kept. */
function evidenceOf(causes: readonly RootCause[], max: number): string | null {
  const places = causes.flatMap(({ evidence }) => evidence).slice(0, max)
  if (places.length === 0) return null
  const lines = places.map(({ line, template, count }) => {
    const times = count > 1 ? ` ×${count}` : ''
    return `line ${line}${times}: ${code(template, 300)}`
  })
  return `*Evidence*\n\`\`\`\n${lines.join('\n')}\n\`\`\``
}

function actionOf({ actions: [first] }: Analysis): string | null {
  if (!first) return null
  const command = first.command === undefined ? '' : `\n\`${code(first.command, 400)}\``
  return `*First step* (${RISKS[first.risk]}): ${mrkdwn(first.description, 400)}${command}`
}

function gapsOf({ analysis, addLogsUrl }: Telling): string | null {
  if (analysis.verdict !== 'inconclusive') return null
  const gaps = analysis.dataGaps.slice(0, 4).map((gap) => `• ${mrkdwn(gap, 250)}`)
  return ['*What is missing*', ...gaps, link(addLogsUrl, 'Add the logs') ?? ''].join('\n')
}

function footOf({ alert, url, feedbackUrl }: Telling): string {
  const judge = feedbackUrl === undefined ? null : link(feedbackUrl, 'Was it right?')
  const own = [link(url, 'Open the analysis'), judge].filter(Boolean).join(' · ')
  if (!alert) return own || 'Lethe'
  const theirs = alert.links.find(({ rel }) => rel === 'alert')
  const words = [
    alert.sourceName,
    alert.service,
    alert.environment,
    alert.severity === 'unknown' ? null : alert.severity,
  ]
  return [
    own,
    theirs ? link(theirs.url, 'Alert at the sender') : null,
    ...words.map((word) => (word === null ? null : mrkdwn(word, 80))),
  ]
    .filter(Boolean)
    .join(' · ')
}
