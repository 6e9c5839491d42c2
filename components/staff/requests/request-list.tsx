import Link from 'next/link'
import { Badge } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DueBadge } from '../due-badge.tsx'

export interface ListedRequestView {
  id: string
  kindName: string
  stateName: string
  law: string | null
  severity: string | null
  who: string
  assignee: string | null
  /** ISO 8601. */
  dueAt: string
  doneAt: string | null
}

export function RequestList({ requests, now }: { requests: readonly ListedRequestView[]; now: string }) {
  if (requests.length === 0)
    return (
      <EmptyState title="Nothing here.">
        What people send by the forms of the public pages stands here, what is due first at the top.
      </EmptyState>
    )
  return (
    <ul className="w-full divide-y divide-line border-y border-line">
      {requests.map(({ id, kindName, stateName, law, severity, who, assignee, dueAt, doneAt }) => (
        <li key={id} className="grid gap-1 py-4">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              href={`/staff/requests/${id}`}
              aria-label={`${kindName} of ${who === '' ? 'somebody' : who}`}
              className="font-medium text-accent underline underline-offset-4"
            >
              {kindName}
            </Link>
            <Badge>{stateName}</Badge>
            {severity !== null && <Badge>{severity}</Badge>}
          </span>
          <span className="text-sm wrap-anywhere text-ink-soft">
            {who === '' ? 'Somebody without a name' : who}
            {law !== null && ` · ${law}`}
            {assignee === null ? ' · nobody’s yet' : ` · ${assignee}`}
          </span>
          <DueBadge dueAt={dueAt} doneAt={doneAt} now={now} />
        </li>
      ))}
    </ul>
  )
}
