import type { NoticeDetail } from '../../data/alert-notices.ts'
import type { Analysis } from '../analysis.ts'
import type { Telling } from './slack-message.ts'
import type { NoticeTelling } from './slack-notice.ts'
import { plain } from './slack-text.ts'

/**
 * What a message says, as plain words without any receiver's marks: each receiver's file writes them so that nothing in them
 * is a link, a mention or a format. Texts are on one line and cut between graphemes.
 */
export interface MessageParts {
  title: string
  /** "Act: ...", "Escalate: ..."; null for a notice. */
  decision: string | null
  /** The cause, or what is missing, or the notice's own sentences. */
  body: string[]
  /** By line, in the masked form that is kept. */
  evidence: string[]
  action: { text: string; command: string | null } | null
  gaps: string[]
  links: { label: string; url: string }[]
  /** Source, service, severity. */
  foot: string[]
}

const DECISIONS = { act: 'Act', escalate: 'Escalate', watch: 'Watch', none: 'No action' } as const
const RISKS = { read_only: 'read-only', reversible: 'reversible', risky: 'risky' } as const
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** At most `max` UTF-16 units, cut between graphemes. */
export function cut(text: string, max: number): string {
  const whole = plain(text)
  if (whole.length <= max) return whole
  let out = ''
  for (const { segment } of GRAPHEMES.segment(whole.slice(0, max + 64))) {
    if (out.length + segment.length > max - 1) break
    out += segment
  }
  return `${out.trimEnd()}…`
}

export function messageParts(telling: Telling | NoticeTelling): MessageParts {
  return 'notice' in telling ? ofNotice(telling) : ofAnalysis(telling)
}

function ofAnalysis({ analysis, alert, url, addLogsUrl }: Telling): MessageParts {
  const { decision, actions } = analysis
  const [first] = actions
  const involve = decision.involve === null ? '' : ` Involve: ${cut(decision.involve, 150)}.`
  const inconclusive = analysis.verdict === 'inconclusive'
  const theirs = alert?.links.find(({ rel }) => rel === 'alert')
  return {
    title: cut(analysis.title, 200) || 'Analysis',
    decision: `${DECISIONS[decision.kind]}: ${cut(decision.reason, 400)}${involve}`,
    body: [causeOf(analysis)],
    evidence: analysis.rootCauses
      .flatMap(({ evidence }) => evidence)
      .slice(0, 5)
      .map(({ line, template, count }) => `line ${line}${count > 1 ? ` ×${count}` : ''}: ${cut(template, 200)}`),
    action: first
      ? {
          text: `First step (${RISKS[first.risk]}): ${cut(first.description, 300)}`,
          command: first.command === undefined ? null : cut(first.command, 300),
        }
      : null,
    gaps: inconclusive ? analysis.dataGaps.slice(0, 4).map((gap) => cut(gap, 200)) : [],
    links: [
      { label: 'Open the analysis', url },
      ...(inconclusive ? [{ label: 'Add the logs', url: addLogsUrl }] : []),
      ...(theirs ? [{ label: 'Alert at the sender', url: theirs.url }] : []),
    ].filter(({ url: address }) => /^https?:\/\//.test(address) && URL.canParse(address) && address.length <= 2_000),
    foot: alert
      ? [alert.sourceName, alert.service, alert.severity === 'unknown' ? null : alert.severity]
          .filter((word) => word !== null)
          .map((word) => cut(word, 80))
      : [],
  }
}

function causeOf({ verdict, confidence, rootCauses: [cause], summary }: Analysis): string {
  const sure = `confidence ${Math.round(confidence * 100)} %`
  if (verdict === 'inconclusive' || !cause) return `Inconclusive (${sure}): ${cut(summary, 500)}`
  const where = cause.component === null ? '' : ` in ${cut(cause.component, 100)}`
  return `Cause${where} (${sure}): ${cut(cause.summary, 500)}`
}

function ofNotice({ notice, url }: NoticeTelling): MessageParts {
  const { title, body, links } = noticeWords(notice)
  const about = notice.kind === 'storm' || notice.kind === 'interrupted' ? 'Open the alerts' : 'Open the analysis'
  return {
    title,
    decision: null,
    body,
    evidence: [],
    action: null,
    gaps: [],
    links: [{ label: about, url }, ...links],
    foot: [],
  }
}

function noticeWords(notice: NoticeDetail): { title: string; body: string[]; links: MessageParts['links'] } {
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  const name = (subject: { title: string } | null) => cut(subject?.title || 'an alert', 200)
  switch (notice.kind) {
    case 'still_firing':
      return { title: `Still firing, ${notice.firing} of ${notice.alerts}`, body: [name(notice.subject)], links: [] }
    case 'resolved':
      return { title: `Resolved after ${count(notice.minutes, 'minute')}`, body: [name(notice.subject)], links: [] }
    case 'flapping':
      return {
        title: `Flapping: ${count(notice.changes, 'change')} between firing and resolved`,
        body: [name(notice.subject), 'It is not analyzed again each time; its rule may need a longer window.'],
        links: [],
      }
    case 'storm':
      return {
        title: `Alert storm: ${count(notice.alerts, 'alert')} in ${count(notice.minutes, 'minute')}`,
        body: [`${count(notice.groups, 'cause')}. Each cause has one analysis; the other alerts were counted with it.`],
        links: [],
      }
    case 'interrupted':
      return {
        title: `Interrupted: ${count(notice.deliveries, 'alert')} of ${cut(notice.sourceName, 80)}`,
        body: [
          'They could not be analyzed, since Lethe was stopped in the middle and keeps no text. Please look there.',
        ],
        links: notice.links.flatMap(({ title, url }) => (url ? [{ label: cut(title || 'Alert', 60), url }] : [])),
      }
  }
}
