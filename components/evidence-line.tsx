import type { ReactNode } from 'react'
import { RedactedPassage } from './redaction-mark.tsx'
import { cn } from './ui/cn.ts'

export interface EvidenceLineProps {
  /** 1-based number in the person's own log. */
  line: number
  /** The line with its variables as `<*>`. */
  template: string
  count: number
  /** The redacted line itself, from the person's own file in memory; fades in below the template. */
  quote?: string | undefined
  /** Stands below both: the line as it was found again. */
  again?: ReactNode
  className?: string
}

const MASK = '<*>'

/** The template with `⋯` for each masked word. */
export function Template({ template }: { template: string }) {
  const parts: ReactNode[] = []
  for (const [index, part] of template.split(MASK).entries()) {
    if (index > 0) parts.push(<Masked key={`mask-${index}`} />)
    parts.push(<RedactedPassage key={`text-${index}`} text={part} />)
  }
  return parts
}

function Masked() {
  return (
    <span className="text-ink-faint">
      <span aria-hidden="true">⋯</span>
      <span className="sr-only">masked</span>
    </span>
  )
}

/** One line of evidence: number in the gutter, template, count at the right. Stands in an `EvidenceList`. */
export function EvidenceLine({ line, template, count, quote, again, className }: EvidenceLineProps) {
  return (
    <li
      data-evidence=""
      tabIndex={-1}
      className={cn('grid grid-cols-[4rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-1.5', className)}
    >
      <span className="figures text-right text-xs text-ink-faint">
        <span className="sr-only">line </span>
        {line.toLocaleString('en')}
      </span>
      <span className="min-w-0 font-mono text-sm break-words text-ink">
        <Template template={template} />
        {quote !== undefined && (
          <span className="mt-1 block animate-arrive border-l-2 border-line pl-2 text-ink-soft">
            <RedactedPassage text={quote} />
          </span>
        )}
        {again}
      </span>
      <span className="figures text-xs text-ink-soft">
        ×{count.toLocaleString('en')}
        <span className="sr-only"> lines like it</span>
      </span>
    </li>
  )
}

export function EvidenceList({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ol aria-label={label} className="divide-y divide-line border-y border-line">
      {children}
    </ol>
  )
}
