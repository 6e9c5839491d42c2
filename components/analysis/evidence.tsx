import type { ReactNode } from 'react'
import { EvidenceLine, EvidenceList } from '../evidence-line.tsx'
import { Badge } from '../ui/badge.tsx'
import { numbered } from './numbered.ts'
import { printableLine } from './printable.ts'
import { Prose } from './prose.tsx'
import { RelitLine } from './relit.tsx'
import { Section } from './section.tsx'
import type { RootCause } from './types.ts'

/** Every cause, where there are several (one alone stands at the top already), with the lines that show it. Lines are numbered as in the person's own file. */
export function Evidence({ causes, tools }: { causes: readonly RootCause[]; tools?: ReactNode }) {
  return (
    <Section title="Evidence">
      {tools}
      {causes.length === 0 && (
        <p className="measure text-ink-soft">
          No cause is named: nothing in the lines that were sent supports one well enough.
        </p>
      )}
      {numbered(causes).map(({ place, item: cause }) => (
        <div key={place} className="grid gap-2">
          <h3 className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-base font-medium text-ink">
            {causes.length > 1 && (
              <span className="min-w-0">
                <Prose text={cause.summary} />
              </span>
            )}
            <Badge>
              {cause.kind === 'cause' ? 'Cause' : 'Symptom'}{' '}
              <span className="figures">{Math.round(cause.confidence * 100)} %</span>
            </Badge>
          </h3>
          <CauseLines cause={cause} label={`Lines that show cause ${place}`} />
        </div>
      ))}
    </Section>
  )
}

/** The lines that show one cause. Each can have the focus, for `j` and `k`. */
export function CauseLines({ cause, label }: { cause: RootCause; label: string }) {
  if (cause.evidence.length === 0) return null
  return (
    <EvidenceList label={label}>
      {cause.evidence.map(({ line, template, count, quote }) => (
        <EvidenceLine
          key={line}
          line={line}
          template={printableLine(template)}
          count={count}
          again={<RelitLine line={line} />}
          quote={quote === undefined ? undefined : printableLine(quote)}
        />
      ))}
    </EvidenceList>
  )
}
