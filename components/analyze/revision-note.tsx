import Link from 'next/link'
import { AlertCard } from '../analysis/alert-card.tsx'
import { printableProse } from '../analysis/printable.ts'
import type { AlertFacts } from '../analysis/types.ts'
import { Alert } from '../ui/alert.tsx'

/** The analysis that a log is added to. */
export interface Revised {
  id: string
  /** Its title, as stored. */
  title: string
  alert: AlertFacts | null
}

/** Which analysis, and which alert, the next log answers. */
export function RevisionNote({ revised }: { revised: Revised }) {
  return (
    <section aria-label="What this log is added to" className="mb-4 grid gap-2">
      <h2 className="text-lg font-semibold text-ink">Add the logs of this {revised.alert ? 'alert' : 'incident'}</h2>
      {revised.alert && <AlertCard alert={revised.alert} />}
      <p className="measure text-ink-soft">
        The answer becomes a new revision of{' '}
        <Link
          href={`/analyses/${revised.id}`}
          className="text-accent underline underline-offset-2 hover:text-accent-hover"
        >
          {printableProse(revised.title)}
        </Link>
        . The earlier one stays.
      </p>
    </section>
  )
}

/** For an address that names an analysis that is not there, or is another workspace's: the two look the same. */
export function NoRevision() {
  return (
    <Alert
      tone="note"
      className="mb-4"
      happened="The analysis that this log was to be added to is not here."
      kept="It may have been deleted, or belong to another workspace."
      todo="What you analyze now becomes an analysis of its own."
    />
  )
}
