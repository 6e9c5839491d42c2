import Link from 'next/link'
import { utcText } from '../../analysis/utc-text.ts'
import { Badge } from '../../ui/badge.tsx'

export interface ListedNoticeView {
  id: string
  topic: string
  subject: string
  effectiveOn: string | null
  /** ISO 8601; null for a draft. */
  sentAt: string | null
  signers: number
  subscribers: number
  states: Readonly<Partial<Record<string, number>>>
}

export function NoticeList({ notices }: { notices: readonly ListedNoticeView[] }) {
  if (notices.length === 0) return <p className="text-ink-soft">None so far. One that is saved stands here.</p>
  return (
    <ul className="w-full divide-y divide-line border-y border-line">
      {notices.map((notice) => (
        <li key={notice.id} className="grid gap-1 py-4">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              href={`/staff/notices/${notice.id}`}
              className="font-medium wrap-anywhere text-accent underline underline-offset-4"
            >
              {notice.subject}
            </Link>
            <Badge>{notice.topic}</Badge>
            <Badge>{notice.sentAt === null ? 'draft' : `sent ${utcText(notice.sentAt, 'minutes')}`}</Badge>
          </span>
          <span className="figures text-sm text-ink-soft">
            {notice.effectiveOn !== null && `in effect from ${notice.effectiveOn} · `}
            <Reach {...notice} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const STATES = [
  ['sent', 'sent'],
  ['due', 'waiting'],
  ['sending', 'being sent'],
  ['failed', 'given up'],
  ['unknown', 'unknown'],
] as const

/** Whom it goes to, or what became of the mails. */
export function Reach({ signers, subscribers, states, sentAt }: Omit<ListedNoticeView, 'id' | 'topic' | 'subject'>) {
  const became = STATES.flatMap(([state, word]) => (states[state] ? [`${states[state]} ${word}`] : []))
  return (
    <>
      {signers} {signers === 1 ? 'signer' : 'signers'}, {subscribers} {subscribers === 1 ? 'subscriber' : 'subscribers'}
      {sentAt !== null && became.length > 0 && ` · mails: ${became.join(', ')}`}
    </>
  )
}
