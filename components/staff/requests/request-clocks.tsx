import { utcText } from '../../analysis/utc-text.ts'
import { DueBadge } from '../due-badge.tsx'

export interface RequestClocksProps {
  stateName: string
  assignee: string | null
  receivedAt: string
  firstDueAt: string | null
  firstAnsweredAt: string | null
  finalDueAt: string
  extendedAt: string | null
  doneAt: string | null
  byLaw: boolean
  now: string
}

/** The dates of a request, each with whether it has passed. */
export function RequestClocks(props: RequestClocksProps) {
  const { stateName, assignee, receivedAt, firstDueAt, firstAnsweredAt, finalDueAt, extendedAt, doneAt, byLaw, now } =
    props
  return (
    <dl className="grid gap-x-8 gap-y-2 pb-6 sm:grid-cols-[10rem_1fr]">
      <Row term="State">{stateName}</Row>
      <Row term="Whose">{assignee ?? 'nobody’s yet'}</Row>
      <Row term="Received">{utcText(receivedAt, 'minutes')}</Row>
      {firstDueAt !== null && (
        <Row term={byLaw ? 'Confirmation, by law' : 'First answer'}>
          <DueBadge dueAt={firstDueAt} doneAt={firstAnsweredAt ?? doneAt} now={now} />
        </Row>
      )}
      <Row term={byLaw ? 'Answer, by law' : 'Due'}>
        <DueBadge dueAt={finalDueAt} doneAt={doneAt} now={now} />
        {extendedAt !== null && ` with more time, told ${utcText(extendedAt, 'minutes')}`}
      </Row>
    </dl>
  )
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-1 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="font-medium text-ink">{term}</dt>
      <dd className="figures text-ink-soft">{children}</dd>
    </div>
  )
}
