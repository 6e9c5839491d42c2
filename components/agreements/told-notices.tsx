import { utcText } from '../analysis/utc-text.ts'

export interface ToldNoticeView {
  subject: string
  sentAt: Date
  /** As 2027-01-31. */
  effectiveOn: string | null
  objectedAt: Date | null
  answer: string | null
  answeredAt: Date | null
}

const minute = (at: Date): string => utcText(at.toISOString(), 'minutes')

/** The clauses of today are others than the signed ones, which go on to hold. */
export function NewerVersion({ version, signed }: { version: string; signed: string }) {
  return (
    <p className="measure rounded-card border border-line border-l-4 border-l-ink bg-surface p-4 text-base text-ink">
      A newer text exists: version {version}; you signed version {signed}, which holds until you sign another.{' '}
      <a href="/dpa" className="text-accent underline">
        Read it and sign anew
      </a>
      . Below is what you signed, word for word.
    </p>
  )
}

/** What the signer was told under the agreement, and what they said to it. */
export function ToldNotices({ told }: { told: readonly ToldNoticeView[] }) {
  if (told.length === 0) return null
  return (
    <section className="grid gap-3" aria-labelledby="told-title">
      <h2 id="told-title" className="text-lg font-semibold text-ink">
        What you were told
      </h2>
      <p className="measure text-base text-ink-soft">To object, use the link in the mail of the notice.</p>
      <ul className="divide-y divide-line border-y border-line">
        {told.map(({ subject, sentAt, effectiveOn, objectedAt, answer, answeredAt }) => (
          <li key={`${subject}${sentAt.toISOString()}`} className="grid gap-1 py-3">
            <span className="font-medium break-words text-ink">{subject}</span>
            <span className="figures text-sm text-ink-soft">
              sent {minute(sentAt)}
              {effectiveOn !== null && ` · in effect from ${effectiveOn}`}
            </span>
            {objectedAt !== null && (
              <span className="text-sm text-ink">
                You objected {minute(objectedAt)}.{' '}
                {answeredAt === null ? 'No answer yet.' : `Answered ${minute(answeredAt)}:`}
              </span>
            )}
            {answer !== null && <span className="measure whitespace-pre-line wrap-anywhere text-ink">{answer}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
