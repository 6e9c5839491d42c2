import Link from 'next/link'
import { ConfidenceInline } from '../confidence.tsx'
import { DecisionBadge } from '../ui/badge.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { printableProse } from './printable.ts'
import type { Analysis } from './types.ts'
import { utcText } from './utc-text.ts'

/** One line of the history. */
export interface HistoryEntry {
  id: string
  createdAt: Date
  decision: Analysis['decision']['kind']
  /** The cause in one sentence, or the title where none is named. */
  cause: string
  component: string | null
  service: string | null
  /** 0 to 1. */
  confidence: number
}

export interface HistoryTableProps {
  entries: readonly HistoryEntry[]
  /** Ids that are selected; without `onToggle` nothing can be. */
  chosen?: ReadonlySet<string>
  onToggle?: (id: string) => void
}

/** Reads like a log, newest first. The cause is the link; on a phone time and confidence move below it. */
export function HistoryTable({ entries, chosen, onToggle }: HistoryTableProps) {
  return (
    <Table label="Analyses, newest first">
      <TableHead>
        <TableRow>
          {onToggle && (
            <TableHeader className="w-0">
              <span className="sr-only">Select</span>
            </TableHeader>
          )}
          <TableHeader className="hidden w-0 whitespace-nowrap sm:table-cell">Time (UTC)</TableHeader>
          <TableHeader className="w-0 max-sm:pl-0">Decision</TableHeader>
          <TableHeader>Cause</TableHeader>
          <TableHeader className="hidden w-0 sm:table-cell">Confidence</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <HistoryRow key={entry.id} entry={entry} chosen={chosen?.has(entry.id) ?? false} onToggle={onToggle} />
        ))}
      </TableBody>
    </Table>
  )
}

interface HistoryRowProps {
  entry: HistoryEntry
  chosen: boolean
  onToggle: HistoryTableProps['onToggle']
}

function HistoryRow({ entry, chosen, onToggle }: HistoryRowProps) {
  const { id, createdAt, decision, cause, confidence } = entry
  const component = entry.service ?? entry.component
  const time = (
    <time
      dateTime={createdAt.toISOString()}
      title={utcText(createdAt)}
      className="figures text-xs text-ink-soft sm:text-sm"
    >
      {utcText(createdAt, 'minutes').replace(' UTC', '')}
    </time>
  )
  return (
    <TableRow className="relative transition-colors hover:bg-sunken has-[a:focus-visible]:bg-sunken">
      {onToggle && (
        <TableCell>
          <label className="relative z-10 -m-1 grid size-6 place-items-center">
            <input type="checkbox" className="size-4" checked={chosen} onChange={() => onToggle(id)} />
            <span className="sr-only">Select {printableProse(cause)}</span>
          </label>
        </TableCell>
      )}
      <TableCell className="hidden whitespace-nowrap sm:table-cell">{time}</TableCell>
      <TableCell className="max-sm:pl-0">
        <DecisionBadge kind={decision} />
      </TableCell>
      <TableCell className="min-w-0">
        {/* The link covers its row, so that the whole line can be pressed. */}
        <Link
          href={`/analyses/${id}`}
          data-history-link={id}
          className="line-clamp-2 wrap-anywhere text-ink after:absolute after:inset-0 hover:underline"
        >
          {printableProse(cause)}
        </Link>
        {component !== null && (
          <span className="line-clamp-1 font-mono wrap-anywhere text-xs text-ink-faint">
            {printableProse(component)}
          </span>
        )}
        <span className="mt-1 flex flex-wrap items-center gap-x-2 sm:hidden">
          {time}
          <span className="figures text-xs text-ink-soft">{Math.round(confidence * 100)} %</span>
        </span>
      </TableCell>
      <TableCell className="hidden sm:table-cell">
        <ConfidenceInline value={confidence} />
      </TableCell>
    </TableRow>
  )
}
