import { utcText } from '../analysis/utc-text.ts'
import { ObjectionForm } from './objection-form.tsx'

export interface ObjectionPageProps {
  token: string
  email: string
  company: string
  subject: string
  words: string
  facts: string
  effectiveOn: string | null
  sentAt: Date
  objection: { reason: string; madeAt: Date; answer: string | null; answeredAt: Date | null } | null
  /** Whether it may still be objected to. */
  open: boolean
}

/** A notice as it was sent to somebody who signed, and their objection to it. */
export function ObjectionPage(props: ObjectionPageProps) {
  const { token, email, company, subject, words, facts, effectiveOn, sentAt, objection, open } = props
  return (
    <main id="content" className="mx-auto grid max-w-3xl gap-8 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-3">
        <h1 className="text-2xl font-semibold break-words text-balance text-ink sm:text-3xl">{subject}</h1>
        <p className="measure text-base wrap-anywhere text-ink-soft">
          Sent to {email} for {company} on {utcText(sentAt, 'minutes')}, under the data processing agreement that was
          signed for it.
        </p>
      </header>
      <article aria-label="The notice" className="grid gap-3 rounded-card border border-line bg-surface p-4 sm:p-6">
        <p className="measure whitespace-pre-line wrap-anywhere text-base text-ink">{words}</p>
        {facts !== '' && <p className="measure whitespace-pre-line wrap-anywhere text-base text-ink">{facts}</p>}
        {effectiveOn !== null && (
          <p className="text-base font-medium text-ink">
            It takes effect on <span className="figures">{effectiveOn}</span>, 00:00 UTC.
          </p>
        )}
      </article>
      <section aria-labelledby="objection-title" className="grid gap-3">
        <h2 id="objection-title" className="text-lg font-semibold text-ink">
          Your objection
        </h2>
        {objection ? (
          <Made {...objection} />
        ) : open ? (
          <ObjectionForm token={token} until={effectiveOn ?? ''} />
        ) : (
          <p className="measure text-base text-ink">
            What this notice announced has taken effect, so this page takes no objection any more. You still have your
            rights under section 6 of the agreement: write to the address on the{' '}
            <a href="/contact" className="text-accent underline">
              page of contacts
            </a>
            .
          </p>
        )}
      </section>
    </main>
  )
}

function Made({ reason, madeAt, answer, answeredAt }: NonNullable<ObjectionPageProps['objection']>) {
  return (
    <dl className="grid gap-4">
      <div className="grid gap-1">
        <dt className="text-sm text-ink-soft">
          You objected on <span className="figures">{utcText(madeAt, 'minutes')}</span>
        </dt>
        <dd className="measure whitespace-pre-line wrap-anywhere text-base text-ink">{reason}</dd>
      </div>
      <div className="grid gap-1">
        <dt className="text-sm text-ink-soft">
          {answeredAt === null ? 'Answer' : `Answered on ${utcText(answeredAt, 'minutes')}`}
        </dt>
        <dd className="measure whitespace-pre-line wrap-anywhere text-base text-ink">
          {answer ?? 'None yet. You get it by mail, and it stands here.'}
        </dd>
      </div>
    </dl>
  )
}
