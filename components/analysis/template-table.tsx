import { Template } from '../evidence-line.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { stepPath } from './chart-points.ts'
import { numbered } from './numbered.ts'
import { printableLine } from './printable.ts'
import { Section } from './section.tsx'
import type { Chart } from './types.ts'

const SHOWN = 8
const number = (value: number) => value.toLocaleString('en')

/** The most telling shapes of lines: how often, where, and how they spread over the log. */
export function TemplateTable({ templates }: Pick<Chart, 'templates'>) {
  if (templates.length === 0) return null
  const [first, more] = [templates.slice(0, SHOWN), templates.slice(SHOWN)]
  return (
    <Section title="Templates">
      <Rows label="The most telling templates" templates={first} />
      {more.length > 0 && (
        <details className="rounded-control border border-line">
          <summary className="px-3 py-1.5 text-sm text-ink-soft">{more.length} more</summary>
          <div className="border-t border-line px-3 pb-3">
            <Rows label="More templates" templates={more} />
          </div>
        </details>
      )}
    </Section>
  )
}

function Rows({ label, templates }: { label: string; templates: Chart['templates'] }) {
  return (
    <Table label={label} className="table-fixed">
      <TableHead>
        <TableRow>
          <TableHeader className="w-16">Count</TableHeader>
          <TableHeader>Template</TableHeader>
          <TableHeader className="hidden w-24 sm:table-cell">Over the log</TableHeader>
          <TableHeader className="hidden w-28 sm:table-cell">Lines</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {numbered(templates).map(({ place, item: { template, count, firstLine, lastLine, level, spark } }) => (
          <TableRow key={place}>
            <TableCell className="figures text-sm">{number(count)}</TableCell>
            <TableCell className="font-mono text-sm wrap-anywhere">
              <Template template={printableLine(template)} />
              {(level === 'error' || level === 'fatal') && (
                <span className="ml-2 font-sans text-xs text-ink-soft">{level}</span>
              )}
            </TableCell>
            <TableCell className="hidden sm:table-cell">
              <Sparkline counts={spark} />
            </TableCell>
            <TableCell className="figures hidden text-xs text-ink-soft sm:table-cell">
              {firstLine === lastLine ? number(firstLine) : `${number(firstLine)} to ${number(lastLine)}`}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** What it shows stands beside it in figures: first and last line, and the count. */
function Sparkline({ counts }: { counts: readonly number[] }) {
  return (
    <svg viewBox="0 0 80 16" preserveAspectRatio="none" aria-hidden="true" className="h-4 w-20">
      <path
        d={stepPath(counts, 80, 16)}
        fill="none"
        className="stroke-ink-soft"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
