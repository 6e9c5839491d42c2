import Link from 'next/link'
import type { Service } from '#lib/data/services.ts'
import { printableLine, printableProse } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { FREQUENCY_WORDS } from '../analysis/words.ts'
import { Badge } from '../ui/badge.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

const LINK = 'text-accent underline underline-offset-2 hover:text-accent-hover'

export const serviceHref = (service: string): string => `/services/${encodeURIComponent(service)}`

/** More than this many in thirty days are not counted out. */
export const countText = (recent: number, most: number): string => (recent >= most ? `${most} or more` : `${recent}`)

/** Services as the kept analyses name them, the last to be seen first. */
export function ServiceTable({ services, maxCounted }: { services: readonly Service[]; maxCounted: number }) {
  return (
    <Table label="Services, the last seen first">
      <TableHead>
        <TableRow>
          <TableHeader>Service</TableHeader>
          <TableHeader>How often</TableHeader>
          <TableHeader className="hidden sm:table-cell">In 30 days</TableHeader>
          <TableHeader className="hidden sm:table-cell">Last</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {services.map(({ service, frequency, recent, lastAt, lastTitle }) => (
          <TableRow key={service}>
            <TableCell className="min-w-0">
              <Link href={serviceHref(service)} data-history-link="" className={`font-mono wrap-anywhere ${LINK}`}>
                {printableLine(service)}
              </Link>
              <span className="line-clamp-1 wrap-anywhere text-sm text-ink-soft">{printableProse(lastTitle)}</span>
            </TableCell>
            <TableCell>
              <Badge>{FREQUENCY_WORDS[frequency]}</Badge>
            </TableCell>
            <TableCell className="figures hidden text-sm sm:table-cell">{countText(recent, maxCounted)}</TableCell>
            <TableCell className="figures hidden text-sm whitespace-nowrap text-ink-soft sm:table-cell">
              <time dateTime={lastAt.toISOString()}>{utcText(lastAt, 'minutes')}</time>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
