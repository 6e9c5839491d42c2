import { utcText } from '../../analysis/utc-text.ts'
import { DueBadge } from '../due-badge.tsx'
import { AnswerForm } from './answer-form.tsx'

export interface ObjectionView {
  id: string
  company: string
  signer: string
  email: string
  subject: string
  reason: string
  answer: string | null
  /** ISO 8601. */
  madeAt: string
  answeredAt: string | null
  /** When the notice takes effect. */
  dueAt: string
}

/** What signers object to, those without an answer first. `now`: ISO 8601. */
export function ObjectionList({ objections, now }: { objections: readonly ObjectionView[]; now: string }) {
  if (objections.length === 0) return <p className="text-ink-soft">None so far. One that is made stands here.</p>
  return (
    <ul className="w-full divide-y divide-line border-y border-line">
      {objections.map(({ id, company, signer, email, subject, reason, answer, madeAt, answeredAt, dueAt }) => (
        <li key={id} className="grid gap-2 py-4" aria-label={`Objection of ${company}`}>
          <span className="font-medium text-ink">{company}</span>
          <span className="text-sm wrap-anywhere text-ink-soft">
            {signer}, {email} · {utcText(madeAt, 'minutes')} · against: {subject}
          </span>
          <DueBadge dueAt={dueAt} doneAt={answeredAt} now={now} />
          <p className="measure whitespace-pre-line wrap-anywhere text-ink">{reason}</p>
          {answer === null ? (
            <AnswerForm id={id} company={company} />
          ) : (
            <p className="measure whitespace-pre-line wrap-anywhere border-l-2 border-line pl-3 text-ink-soft">
              {answer}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
