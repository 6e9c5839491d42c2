import type { Example } from '#lib/trust/example.ts'
import { Meter } from '../meter.tsx'
import { RedactedPassage } from '../redaction-mark.tsx'

/** A made-up log beside what would be sent of it, and the meter. Measured when the page was made. */
export function ExampleFigure({ example }: { example: Example }) {
  const { excerpt, lines, bytesIn, bytesSent } = example
  return (
    <div className="grid gap-5 rounded-card border border-line bg-surface p-4 sm:p-6">
      <div className="grid gap-5 lg:grid-cols-2">
        <Pane title="Yours" rows={excerpt.map(({ number, raw }) => ({ number, text: raw }))} />
        <Pane
          title="What will be sent"
          rows={excerpt.map(({ number, sent }) => ({ number, text: sent ?? '(left out: nothing of it is sent)' }))}
        />
      </div>
      <Meter
        stayedBytes={bytesIn - bytesSent}
        leftBytes={bytesSent}
        leftFor="the server"
        future
        measuredBy={`A made-up log of ${lines.toLocaleString('en')} lines, redacted and condensed by the code of this build; four of the lines are shown.`}
      />
    </div>
  )
}

function Pane({ title, rows }: { title: string; rows: { number: number; text: string }[] }) {
  return (
    <section aria-label={`Example: ${title}`} className="grid min-w-0 content-start gap-2">
      <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
      <ol className="rounded-control border border-line bg-sunken py-2">
        {rows.map(({ number, text }) => (
          <li key={number} className="flex gap-3 px-3 font-mono text-sm leading-6 text-ink">
            <span className="text-ink-faint select-none">{number}</span>
            <span className="min-w-0 break-words whitespace-pre-wrap">
              <RedactedPassage text={text} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
