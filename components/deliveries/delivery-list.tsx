'use client'

import Link from 'next/link'
import { printableProse } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { LiveMark } from '../live-mark.tsx'
import { usePolled } from '../use-polled.ts'
import { DeliveryStateMark } from './delivery-state.tsx'
import { reasonSentence } from './delivery-words.ts'
import type { ShownDelivery } from './shown-delivery.ts'

export interface DeliveryListProps {
  sourceId: string
  /** As the server rendered them, newest first. */
  initial: readonly ShownDelivery[]
  /** How many are shown. */
  limit?: number
}

const readItems = (json: unknown) => (json as { items: ShownDelivery[] }).items

/** The last deliveries of one source, live, in a narrow column. */
export function DeliveryList({ sourceId, initial, limit = 8 }: DeliveryListProps) {
  const { value, live } = usePolled(`/api/deliveries?source=${sourceId}`, initial, readItems)
  return (
    <section aria-labelledby="deliveries-title" className="grid content-start gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="deliveries-title" className="text-lg font-semibold text-ink">
          Deliveries
        </h2>
        <LiveMark live={live} />
      </div>
      {value.length === 0 ? (
        <p className="rounded-card border border-dashed border-edge p-4 text-base text-ink-soft">
          Nothing has arrived yet. The first event appears here within two seconds of its arrival.
        </p>
      ) : (
        <ol aria-label="Last deliveries, newest first" className="divide-y divide-line border-y border-line">
          {value.slice(0, limit).map((delivery) => (
            <DeliveryItem key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      )}
    </section>
  )
}

function DeliveryItem({ delivery: { receivedAt, state, reason, analysis, analysisId } }: { delivery: ShownDelivery }) {
  return (
    <li className="grid animate-arrive gap-0.5 py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <DeliveryStateMark state={state} />
        <time dateTime={new Date(receivedAt).toISOString()} className="figures text-xs text-ink-faint">
          {utcText(receivedAt)}
        </time>
      </div>
      {analysis !== null && (
        <Link
          href={`/analyses/${analysisId}`}
          className="line-clamp-2 text-base wrap-anywhere text-accent underline underline-offset-2 hover:text-accent-hover"
        >
          {printableProse(analysis.title)}
        </Link>
      )}
      {reason !== null && <p className="text-sm text-ink-soft">{reasonSentence(reason)}</p>}
    </li>
  )
}
