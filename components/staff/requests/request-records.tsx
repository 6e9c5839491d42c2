import { printableLine } from '../../analysis/printable.ts'
import { utcText } from '../../analysis/utc-text.ts'
import { detailWords } from '../../audit/audit-words.ts'
import { Badge } from '../../ui/badge.tsx'
import { ResendMails } from '../resend-mails.tsx'

const STATES: Readonly<Record<string, string>> = {
  due: 'waiting',
  sending: 'being sent',
  sent: 'sent',
  failed: 'given up',
  unknown: 'unknown whether it went out',
}

export interface MailView {
  id: string
  subject: string
  text: string
  by: string | null
  at: string
  state: string
}

export function Mails({ id, mails }: { id: string; mails: readonly MailView[] }) {
  if (mails.length === 0) return <p className="text-ink-soft">None so far.</p>
  return (
    <>
      <ul className="w-full divide-y divide-line border-y border-line">
        {mails.map((mail) => (
          <li key={mail.id} className="grid gap-1 py-3">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium wrap-anywhere text-ink">{mail.subject}</span>
              <Badge>{STATES[mail.state] ?? mail.state}</Badge>
            </span>
            <span className="figures text-sm text-ink-soft">
              {mail.by ?? 'by the software'} · {utcText(mail.at, 'minutes')}
            </span>
            <details>
              <summary className="min-h-6 text-sm text-accent">Text</summary>
              <p className="measure whitespace-pre-line wrap-anywhere pt-1 text-ink">{mail.text}</p>
            </details>
          </li>
        ))}
      </ul>
      {mails.some(({ state }) => state === 'failed' || state === 'unknown') && (
        <ResendMails
          url={`/api/staff/requests/${id}/mails/again`}
          label="Send again what did not go out"
          text="Of an unknown one nobody knows whether it went out: it may come twice."
        />
      )}
    </>
  )
}

export function Notes({ notes }: { notes: readonly { text: string; by: string | null; at: string }[] }) {
  if (notes.length === 0) return <p className="text-ink-soft">None so far.</p>
  return (
    <ul className="w-full divide-y divide-line border-y border-line">
      {notes.map(({ text, by, at }) => (
        <li key={at + text} className="grid gap-1 py-3">
          <span className="figures text-sm text-ink-soft">
            {by ?? 'somebody'} · {utcText(at, 'minutes')}
          </span>
          <p className="measure whitespace-pre-line wrap-anywhere text-ink">{text}</p>
        </li>
      ))}
    </ul>
  )
}

export interface EventView {
  at: string
  action: string
  by: string | null
  detail: unknown
}

export function History({ events }: { events: readonly EventView[] }) {
  if (events.length === 0) return <p className="text-ink-soft">It came before there was a queue.</p>
  return (
    <ol className="w-full divide-y divide-line border-y border-line">
      {events.map(({ at, action, by, detail }) => (
        <li key={at + action} className="grid gap-x-4 py-2 sm:grid-cols-[13rem_1fr]">
          <span className="figures text-sm text-ink-soft">{utcText(at, 'seconds')}</span>
          <span className="wrap-anywhere text-ink">
            {action} · {by ?? 'the software'}{' '}
            <span className="font-mono text-xs text-ink-soft">{printableLine(detailWords(detail))}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
