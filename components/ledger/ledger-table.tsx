import { Badge } from '#components/ui/badge.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx'
import type { LedgerLine } from '#lib/data/ledger-entries.ts'
import { balanceOf, refusalsOf } from './balance.ts'

/** One line for each source and day: what was taken on the left of the equals sign, what became of it on the right. */
export function LedgerTable({ lines }: { lines: readonly LedgerLine[] }) {
  return (
    <Table label="Ledger of alerts">
      <TableHead>
        <TableRow>
          <TableHeader>Day, UTC</TableHeader>
          <TableHeader>Source</TableHeader>
          {FIGURES.map(({ name, about }) => (
            <TableHeader key={name} className="text-right" title={about}>
              {name}
            </TableHeader>
          ))}
          <TableHeader>Balance</TableHeader>
          <TableHeader>Not taken</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <LedgerRow key={`${line.day}/${line.sourceId}`} line={line} />
        ))}
      </TableBody>
    </Table>
  )
}

/** In the order of an alert's way. */
const FIGURES = [
  { name: 'Accepted', about: 'Answered 202, counted as it happened', of: (line: LedgerLine) => line.accepted },
  { name: 'In hand', about: 'Waiting or being analyzed', of: (line: LedgerLine) => line.received + line.analyzing },
  { name: 'Analyzed', about: 'Answered; told to no channel yet', of: (line: LedgerLine) => line.analyzed },
  { name: 'Delivered', about: 'Answered, and told to a channel', of: (line: LedgerLine) => line.delivered },
  { name: 'Failed', about: 'No answer, or no channel took it', of: (line: LedgerLine) => line.failed },
  {
    name: 'Joined',
    about: 'Another notice of an alert or cause that has its analysis',
    of: (line: LedgerLine) => line.coalesced,
  },
  { name: 'Ignored', about: 'Nothing fires: resolved, a test, not readable', of: (line: LedgerLine) => line.ignored },
  {
    name: 'Interrupted',
    about: 'Its process ended in the middle; its people were told',
    of: (line: LedgerLine) => line.interrupted,
  },
] as const

function LedgerRow({ line }: { line: LedgerLine }) {
  const { sum, balanced } = balanceOf(line)
  const refusals = refusalsOf(line)
  return (
    <TableRow>
      <TableHeader scope="row" className="whitespace-nowrap font-mono font-normal">
        {line.day}
      </TableHeader>
      <TableCell className="min-w-32">{line.sourceName}</TableCell>
      {FIGURES.map(({ name, of }, index) => (
        <TableCell key={name} className={`text-right font-mono ${of(line) === 0 ? 'text-ink-soft' : 'text-ink'}`}>
          <span className={index === 0 ? 'font-semibold' : undefined}>{of(line).toLocaleString('en')}</span>
        </TableCell>
      ))}
      <TableCell className="whitespace-nowrap">
        {balanced ? (
          <span className="text-ink-soft">= {sum.toLocaleString('en')}</span>
        ) : (
          <Badge>differs by {(line.accepted - sum).toLocaleString('en')}</Badge>
        )}
      </TableCell>
      <TableCell className="min-w-44 text-ink-soft">
        {refusals.length === 0 ? (
          'none'
        ) : (
          <ul>
            {refusals.map(({ count, what }) => (
              <li key={what}>
                <span className="font-mono text-ink">{count.toLocaleString('en')}</span> {what}
              </li>
            ))}
          </ul>
        )}
      </TableCell>
    </TableRow>
  )
}
