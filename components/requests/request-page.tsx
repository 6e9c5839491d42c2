import { utcText } from '../analysis/utc-text.ts'
import { ConfirmRequestForm, WithdrawForm } from './request-link-forms.tsx'

interface Common {
  id: string
  receivedAt: Date
}
export type RequestLinkView = Common &
  ({ stage: 'wish' } | { stage: 'request'; dueAt: Date; extendedAt: Date | null; answeredAt: Date | null })

export interface RequestPageProps {
  token: string
  link: RequestLinkView
  names: { kind: string; law: string | null; state: string | null }
}

/** A request to confirm, or where it stands. What was written is not shown: the link may be read by others. */
export function RequestPage({ token, link, names }: RequestPageProps) {
  const wish = link.stage === 'wish'
  return (
    <main id="content" className="mx-auto grid max-w-3xl gap-8 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-3">
        <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">
          {wish ? 'Confirm your request' : 'Your request'}
        </h1>
        <p className="measure text-lg text-ink-soft">
          {wish
            ? 'Somebody gave your address in this request. It reaches us when you confirm it, and is deleted after seven days if nobody does.'
            : 'It has reached us. Answers come by mail to the address that was given.'}
        </p>
      </header>
      <dl className="measure grid gap-x-8 gap-y-3 sm:grid-cols-[10rem_1fr]">
        <Row term="Kind" value={names.law ?? names.kind} />
        <Row term="Number" value={link.id} figures />
        <Row term="Received" value={utcText(link.receivedAt, 'minutes')} figures />
        {link.stage === 'request' && (
          <>
            <Row term="State" value={names.state ?? ''} />
            {link.answeredAt === null ? (
              <Row term="Answered by" value={utcText(link.dueAt, 'minutes')} figures />
            ) : (
              <Row term="Ended" value={utcText(link.answeredAt, 'minutes')} figures />
            )}
            {link.extendedAt && <Row term="More time taken" value={utcText(link.extendedAt, 'minutes')} figures />}
          </>
        )}
      </dl>
      {wish && (
        <div className="grid gap-4">
          <ConfirmRequestForm token={token} />
          <WithdrawForm token={token} />
        </div>
      )}
    </main>
  )
}

function Row({ term, value, figures = false }: { term: string; value: string; figures?: boolean }) {
  return (
    <div className="grid gap-1 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-base font-medium text-ink">{term}</dt>
      <dd className={`text-base wrap-anywhere text-ink-soft ${figures ? 'figures' : ''}`}>{value}</dd>
    </div>
  )
}
