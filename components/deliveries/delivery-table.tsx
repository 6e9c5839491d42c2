'use client'

import Link from 'next/link'
import { printableProse } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { LiveMark } from '../live-mark.tsx'
import { DecisionBadge } from '../ui/badge.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { usePolled } from '../use-polled.ts'
import { DeliveryStateMark } from './delivery-state.tsx'
import { reasonSentence } from './delivery-words.ts'
import type { ShownDelivery } from './shown-delivery.ts'

export interface DeliveryTableProps {
  initial: readonly ShownDelivery[]
  /** Only the newest page follows what happens. */
  follow: boolean
}

const readItems = (json: unknown) => (json as { items: ShownDelivery[] }).items

/** Everything that senders delivered and what became of each. Reads like the history beside it. */
export function DeliveryTable({ initial, follow }: DeliveryTableProps) {
  const { value, live } = usePolled('/api/deliveries?limit=50', initial, readItems, !follow)
  return (
    <div className="grid gap-2">
      {follow && (
        <div className="flex justify-end">
          <LiveMark live={live} />
        </div>
      )}
      {value.length === 0 && (
        <p className="rounded-card border border-dashed border-edge p-6 text-base text-ink-soft">
          Nothing has arrived yet. The first alert appears here within two seconds of its arrival.
        </p>
      )}
      <Table label="Alerts that were delivered, newest first" className={value.length === 0 ? 'hidden' : undefined}>
        <TableHead>
          <TableRow>
            <TableHeader className="hidden w-0 whitespace-nowrap sm:table-cell">Time (UTC)</TableHeader>
            <TableHeader className="hidden w-0 sm:table-cell">Source</TableHeader>
            <TableHeader className="w-0 max-sm:pl-0">What became of it</TableHeader>
            <TableHeader className="hidden sm:table-cell">Analysis</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {value.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function DeliveryRow({ delivery }: { delivery: ShownDelivery }) {
  const { receivedAt, source, state } = delivery
  const time = (
    <time dateTime={new Date(receivedAt).toISOString()} className="figures text-xs text-ink-soft sm:text-sm">
      {utcText(receivedAt).replace(' UTC', '')}
    </time>
  )
  return (
    <TableRow>
      <TableCell className="hidden whitespace-nowrap sm:table-cell">{time}</TableCell>
      <TableCell className="hidden max-w-48 truncate sm:table-cell">{source.name}</TableCell>
      <TableCell className="max-sm:grid max-sm:gap-1 max-sm:pl-0">
        <DeliveryStateMark state={state} />
        <span className="flex flex-wrap gap-x-3 text-xs text-ink-soft sm:hidden">
          {time}
          <span className="wrap-anywhere">{source.name}</span>
        </span>
        <span className="sm:hidden">
          <Answer delivery={delivery} />
        </span>
      </TableCell>
      <TableCell className="hidden min-w-0 sm:table-cell">
        <Answer delivery={delivery} />
      </TableCell>
    </TableRow>
  )
}

function Answer({ delivery: { analysis, analysisId, reason } }: { delivery: ShownDelivery }) {
  return (
    <span className="grid justify-items-start gap-1">
      {analysis !== null && (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <DecisionBadge kind={analysis.decision} />
          <Link
            href={`/analyses/${analysisId}`}
            className="line-clamp-2 min-w-0 wrap-anywhere text-accent underline underline-offset-2 hover:text-accent-hover"
          >
            {printableProse(analysis.title)}
          </Link>
        </span>
      )}
      {analysis === null && analysisId !== null && (
        <span className="text-sm text-ink-soft">Its analysis was deleted.</span>
      )}
      {reason !== null && <span className="text-sm text-ink-soft">{reasonSentence(reason)}</span>}
    </span>
  )
}
