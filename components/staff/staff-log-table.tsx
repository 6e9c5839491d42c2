import { utcText } from '../analysis/utc-text.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

export interface StaffLogRow {
  seq: number
  at: string
  action: string
  /** JSON text: actor, subject, detail. */
  detail: string
}

interface Written {
  actor: string | null
  subject: string | null
  detail: unknown
}

export function StaffLogTable({ events, names }: { events: readonly StaffLogRow[]; names: Record<string, string> }) {
  const nameOf = (id: string | null) => (id === null ? 'the terminal, or nobody known' : (names[id] ?? id))
  return (
    <Table label="What staff did">
      <TableHead>
        <TableRow>
          <TableHeader>Place</TableHeader>
          <TableHeader>Time (UTC)</TableHeader>
          <TableHeader>Action</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader>What</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map(({ seq, at, action, detail: text }) => {
          const { actor, subject, detail } = JSON.parse(text) as Written
          const rest = JSON.stringify(detail)
          return (
            <TableRow key={seq}>
              <TableCell className="figures">{seq}</TableCell>
              <TableCell className="figures whitespace-nowrap">{utcText(at, 'seconds')}</TableCell>
              <TableCell className="figures">{action}</TableCell>
              <TableCell className="break-all">{nameOf(actor)}</TableCell>
              <TableCell className="break-all">
                {subject !== null && (names[subject] ?? subject)} {rest === '{}' ? '' : rest}
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
