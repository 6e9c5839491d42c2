import Link from 'next/link'
import type { LastDelivery } from '#lib/data/deliveries.ts'
import type { SourceView } from '#lib/data/sources.ts'
import { utcText } from '../analysis/utc-text.ts'
import { DeliveryStateMark } from '../deliveries/delivery-state.tsx'
import { Badge } from '../ui/badge.tsx'
import { refusalSentence } from './refusals.ts'

/** With its sender's name. */
export type ListedSource = SourceView & { sender: string }

export interface SourceListProps {
  sources: readonly ListedSource[]
  last: readonly LastDelivery[]
  /** Whether each leads to its page. */
  open: boolean
}

/** Every source with its state: who it is, when it was last heard, what became of that. */
export function SourceList({ sources, last, open }: SourceListProps) {
  const newest = new Map(last.map((delivery) => [delivery.sourceId, delivery]))
  return (
    <ul aria-label="Sources" className="divide-y divide-line rounded-card border border-line bg-surface">
      {sources.map((source) => (
        <SourceRow key={source.id} source={source} last={newest.get(source.id)} open={open} />
      ))}
    </ul>
  )
}

function SourceRow({ source, last, open }: { source: ListedSource; last: LastDelivery | undefined; open: boolean }) {
  const { id, name, sender, disabledAt, previousSecretUntil, refused } = source
  return (
    <li className="relative grid gap-x-4 gap-y-1 px-4 py-3 transition-colors first:rounded-t-card last:rounded-b-card hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-2">
          {open ? (
            <Link
              href={`/settings/sources/${id}`}
              className="font-semibold wrap-anywhere text-ink after:absolute after:inset-0 hover:underline"
            >
              {name}
            </Link>
          ) : (
            <span className="font-semibold wrap-anywhere text-ink">{name}</span>
          )}
          {disabledAt !== null && <Badge>Off</Badge>}
          {previousSecretUntil !== null && previousSecretUntil > new Date() && <Badge>Two secrets are good</Badge>}
        </p>
        {sender !== name && <p className="text-sm text-ink-soft">{sender}</p>}
        {refused !== null && <p className="text-sm text-ink">{refusalSentence(refused)}</p>}
      </div>
      <LastHeard last={last} />
    </li>
  )
}

function LastHeard({ last }: { last: LastDelivery | undefined }) {
  if (!last) return <p className="text-base text-ink-soft">Waiting for its first event</p>
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 sm:flex-col sm:items-end">
      <DeliveryStateMark state={last.state} />
      <span className="text-xs text-ink-faint">
        <span className="sr-only">Last delivery: </span>
        <time dateTime={last.receivedAt.toISOString()} className="figures">
          {utcText(last.receivedAt)}
        </time>
      </span>
    </p>
  )
}
