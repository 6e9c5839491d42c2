import type { EgressDay } from '#lib/data/egress.ts'
import { bytesText } from '../bytes.ts'
import { Meter } from '../meter.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

const number = (value: number) => value.toLocaleString('en')

/** What happened on each of the last days, by the receipts of the analyses that are still here. */
export function DayTotals({ days }: { days: readonly EgressDay[] }) {
  if (days.length === 0) return null
  const read = days.reduce((sum, { bytesIn }) => sum + bytesIn, 0)
  const left = days.reduce((sum, { bytesToModels }) => sum + bytesToModels, 0)
  return (
    <section aria-labelledby="days-title" className="grid gap-3 pt-8">
      <h2 id="days-title" className="text-lg font-semibold text-ink">
        By day
      </h2>
      <Meter
        stayedBytes={Math.max(0, read - left)}
        leftBytes={left}
        stayedIn="Lethe's server and was forgotten"
        leftFor="models"
        measuredBy={`Measured by the server, on ${days.length} ${days.length === 1 ? 'day' : 'days'} of the last 14 (UTC), of analyses that have not been deleted`}
      />
      <Table label="Totals by day">
        <TableHead>
          <TableRow>
            <TableHeader>Day (UTC)</TableHeader>
            <TableHeader className="text-right">Analyses</TableHeader>
            <TableHeader className="text-right">Read</TableHeader>
            <TableHeader className="text-right">Redacted</TableHeader>
            <TableHeader className="text-right">Requests to models</TableHeader>
            <TableHeader className="text-right">Sent to models</TableHeader>
            <TableHeader className="text-right">Stored</TableHeader>
            <TableHeader className="text-right">Log stored</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {days.map((day) => (
            <TableRow key={day.day}>
              <TableHeader scope="row" className="figures font-normal whitespace-nowrap">
                {day.day}
              </TableHeader>
              <TableCell className="figures text-right text-sm">{number(day.analyses)}</TableCell>
              <TableCell className="figures text-right text-sm">{bytesText(day.bytesIn)}</TableCell>
              <TableCell className="figures text-right text-sm">{number(day.redactions)}</TableCell>
              <TableCell className="figures text-right text-sm">{number(day.requests)}</TableCell>
              <TableCell className="figures text-right text-sm">{bytesText(day.bytesToModels)}</TableCell>
              <TableCell className="figures text-right text-sm">{bytesText(day.bytesStored)}</TableCell>
              <TableCell className="figures text-right text-sm">{bytesText(day.rawBytesStored)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
