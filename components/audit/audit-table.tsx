import { printableLine } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { cn } from '../ui/cn.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { actionWords, detailWords } from './audit-words.ts'

/** One event as a page shows it. */
export interface AuditEntry {
  id: string
  seq: number
  at: Date | string
  action: string
  actorId: string | null
  subject: string | null
  detail: unknown
  hash: string
  erased: boolean
}

interface AuditTableProps {
  entries: readonly AuditEntry[]
  /** Names by id, of people who are members still. */
  people: ReadonlyMap<string, string>
  /** Events that came while the page was open. */
  fresh?: ReadonlySet<number>
}

/** Newest first. The place in the chain stands first: a gap in it would be seen. */
export function AuditTable({ entries, people, fresh }: AuditTableProps) {
  return (
    <Table label="Audit events, newest first">
      <TableHead>
        <TableRow>
          <TableHeader className="w-0">Place</TableHeader>
          <TableHeader className="hidden w-0 whitespace-nowrap sm:table-cell">Time (UTC)</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader className="hidden lg:table-cell">Hash</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} people={people} isFresh={fresh?.has(entry.seq) ?? false} />
        ))}
      </TableBody>
    </Table>
  )
}

function AuditRow({
  entry,
  people,
  isFresh,
}: { entry: AuditEntry; isFresh: boolean } & Pick<AuditTableProps, 'people'>) {
  const { noun, verb } = actionWords(entry.action)
  const detail = detailWords(entry.detail)
  const at = new Date(entry.at)
  const time = (
    <time dateTime={at.toISOString()} className="figures text-sm text-ink-soft">
      {utcText(at).replace(' UTC', '')}
    </time>
  )
  return (
    <TableRow className={cn(isFresh && 'bg-sunken')} data-seq={entry.seq}>
      <TableCell className="figures text-right text-sm text-ink-soft">{entry.seq}</TableCell>
      <TableCell className="hidden whitespace-nowrap sm:table-cell">{time}</TableCell>
      <TableCell className="min-w-36">
        <span className="font-medium text-ink">{noun}</span> <span className="text-ink">{verb}</span>
        <span className="block text-xs sm:hidden">{time}</span>
        {(detail !== '' || entry.subject !== null) && (
          <span className="block wrap-anywhere text-sm text-ink-soft">
            {printableLine(detail)}
            {entry.subject !== null && (
              <span className="figures block text-xs text-ink-faint">{printableLine(entry.subject)}</span>
            )}
          </span>
        )}
      </TableCell>
      <TableCell className="min-w-20 wrap-anywhere text-sm">{whoOf(entry, people)}</TableCell>
      <TableCell className="hidden lg:table-cell">
        <span className="figures text-xs text-ink-faint" title={entry.hash}>
          {entry.hash.slice(0, 12)}
        </span>
      </TableCell>
    </TableRow>
  )
}

function whoOf({ actorId, erased }: AuditEntry, people: AuditTableProps['people']): string {
  if (erased) return 'erased'
  if (actorId === null) return 'Lethe'
  return people.get(actorId) ?? 'a former member'
}
