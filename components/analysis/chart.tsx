import { CopyButton } from '../ui/copy-button.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { marksOf, stepPath, stretchOf } from './chart-points.ts'
import { Section } from './section.tsx'
import type { Chart, Moment } from './types.ts'

const [WIDTH, HEIGHT] = [600, 56]
const number = (value: number) => value.toLocaleString('en')

export interface LogChartProps {
  chart: Chart
  moments: readonly Moment[]
  /** Who counted, and what. */
  counted: string
}

/** Errors and all lines over time, two small charts above one axis. The table behind them says the same in figures. */
export function LogChart({ chart, moments, counted }: LogChartProps) {
  const { buckets } = chart
  if (buckets.length < 2) return null
  const marks = marksOf(buckets, moments)
  const stretch = stretchOf(buckets)
  const per = stretch === null ? 'equal numbers of lines' : `each column is ${stretch}`
  return (
    <Section title="Errors and rate">
      <figure className="grid gap-2">
        <Row name="Errors" values={buckets.map(({ errors }) => errors)} marks={marks} />
        <Row name="Lines" values={buckets.map(({ lines }) => lines)} marks={marks} />
        <Axis buckets={buckets} />
        <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
          {marks.cause !== null && (
            <span className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className="h-3 w-0.5 bg-ink" /> cause
            </span>
          )}
          {marks.burst !== null && (
            <span className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className="h-3 w-0 border-l border-dashed border-ink-soft" /> burst
            </span>
          )}
          <span>
            {counted}; {per}.
          </span>
        </figcaption>
      </figure>
      <Figures buckets={buckets} marks={marks} />
    </Section>
  )
}

interface Marks {
  cause: number | null
  burst: number | null
}

function Row({ name, values, marks }: { name: string; values: readonly number[]; marks: Marks }) {
  const x = (bucket: number) => ((bucket + 0.5) * WIDTH) / values.length
  return (
    <div className="grid grid-cols-[4rem_minmax(0,1fr)] items-end gap-x-2">
      <span className="grid text-right text-xs text-ink-soft">
        {name}
        <span className="figures text-ink-faint">max {number(Math.max(...values))}</span>
      </span>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-14 w-full overflow-visible border-b border-edge"
      >
        {marks.burst !== null && (
          <line {...upright(x(marks.burst))} className="stroke-ink-soft" strokeDasharray="3 3" strokeWidth="1" />
        )}
        <path
          d={stepPath(values, WIDTH, HEIGHT)}
          fill="none"
          className="stroke-ink-soft"
          strokeWidth="1.25"
          vectorEffect="non-scaling-stroke"
        />
        {marks.cause !== null && <line {...upright(x(marks.cause))} className="stroke-ink" strokeWidth="2" />}
      </svg>
    </div>
  )
}

const upright = (x: number) => ({ x1: x, x2: x, y1: 0, y2: HEIGHT, vectorEffect: 'non-scaling-stroke' as const })

function Axis({ buckets }: Pick<Chart, 'buckets'>) {
  const [first, last] = [buckets[0], buckets.at(-1)]
  const words = (bucket: Chart['buckets'][number] | undefined) =>
    bucket === undefined ? '' : bucket.at === null ? `line ${number(bucket.firstLine)}` : clockText(bucket.at)
  return (
    <div className="figures flex justify-between pl-[4.5rem] text-xs text-ink-faint">
      <span>{words(first)}</span>
      <span>{words(last)}</span>
    </div>
  )
}

/** The log's own clock. Which zone it means is known to its writer alone. */
function clockText(at: number): string {
  const iso = new Date(at).toISOString()
  return `${iso.startsWith('1970') ? '' : `${iso.slice(0, 10)} `}${iso.slice(11, 19)}`
}

function Figures({ buckets, marks }: { buckets: Chart['buckets']; marks: Marks }) {
  const rows = buckets.flatMap((bucket, i) => (bucket.lines > 0 ? [{ ...bucket, note: noteOf(i, marks) }] : []))
  const clocked = rows.some(({ at }) => at !== null)
  const text = rows.map(({ at, firstLine, lines, errors, note }) =>
    [at === null ? '' : new Date(at).toISOString(), firstLine, lines, errors, note].join('\t'),
  )
  return (
    <details className="rounded-control border border-line print:hidden">
      <summary className="px-3 py-1.5 text-sm text-ink-soft">The chart as a table</summary>
      <div className="grid gap-2 border-t border-line p-3">
        <CopyButton text={['from\tfirst line\tlines\terrors\tmark', ...text].join('\n')} label="Copy the table" />
        <div className="max-h-72 overflow-y-auto">
          <Table label="Lines and errors over time">
            <TableHead>
              <TableRow>
                {clocked && <TableHeader>From</TableHeader>}
                <TableHeader>First line</TableHeader>
                <TableHeader>Lines</TableHeader>
                <TableHeader>Errors</TableHeader>
                <TableHeader>Mark</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map(({ at, firstLine, lines, errors, note }) => (
                <TableRow key={firstLine}>
                  {clocked && <TableCell className="figures text-sm">{at === null ? '' : clockText(at)}</TableCell>}
                  <TableCell className="figures text-sm">{number(firstLine)}</TableCell>
                  <TableCell className="figures text-sm">{number(lines)}</TableCell>
                  <TableCell className="figures text-sm">{number(errors)}</TableCell>
                  <TableCell className="text-sm">{note}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      </div>
    </details>
  )
}

const noteOf = (bucket: number, { cause, burst }: Marks): string =>
  [bucket === cause && 'cause', bucket === burst && 'burst'].filter(Boolean).join(', ')
