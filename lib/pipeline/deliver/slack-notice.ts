import type { NoticeDetail } from '../../data/alert-notices.ts'
import type { SlackMessage } from './slack-message.ts'
import { link, mrkdwn } from './slack-text.ts'

/** What a channel is told that is no analysis. */
export interface NoticeTelling {
  notice: NoticeDetail
  /** Of the analysis that it belongs to, else of the page of alerts. */
  url: string
}

/** Pure. One short paragraph; words of alerts are redacted and made harmless. */
export function slackNotice({ notice, url }: NoticeTelling): SlackMessage {
  const open = link(
    url,
    notice.kind === 'storm' || notice.kind === 'interrupted' ? 'Open the alerts' : 'Open the analysis',
  )
  const text = [...wordsOf(notice), open].filter(Boolean).join('\n')
  return { text, unfurl_links: false, unfurl_media: false, link_names: false }
}

function wordsOf(notice: NoticeDetail): string[] {
  switch (notice.kind) {
    case 'still_firing':
      return [`*Still firing*, ${notice.firing} of ${notice.alerts}: ${nameOf(notice.subject)}`]
    case 'resolved':
      return [`*Resolved* after ${plural(notice.minutes, 'minute')}: ${nameOf(notice.subject)}${of(notice.alerts)}`]
    case 'flapping':
      return [
        `*Flapping*: ${nameOf(notice.subject)} has changed between firing and resolved ${plural(notice.changes, 'time')}. ` +
          'It is not analyzed again each time; its rule may need a longer window.',
      ]
    case 'storm':
      return [
        `*Alert storm*: ${plural(notice.alerts, 'alert')} in ${plural(notice.minutes, 'minute')}, ` +
          `${plural(notice.groups, 'cause')}. Each cause has one analysis; the other alerts were counted with it.`,
      ]
    case 'interrupted':
      return [
        `*Interrupted*: ${plural(notice.deliveries, 'alert')} of ${mrkdwn(notice.sourceName, 80)} could not be analyzed, since ` +
          'Lethe was stopped in the middle and keeps no text. Please look at the sender:',
        ...notice.links.map(
          ({ title, url }) => `• ${(url && link(url, title || 'Alert')) || mrkdwn(title || 'An alert', 200)}`,
        ),
        ...(notice.deliveries > notice.links.length && notice.links.length > 0
          ? [`• and ${notice.deliveries - notice.links.length} more`]
          : []),
      ]
  }
}

const nameOf = (subject: { title: string } | null): string => mrkdwn(subject?.title || 'an alert', 200)
const of = (alerts: number): string => (alerts > 1 ? ` (${alerts} alerts)` : '')
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
