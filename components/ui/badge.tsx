import type { ComponentProps } from 'react'
import type { DecisionKind, Risk } from '#lib/pipeline/analysis.ts'
import { cn } from './cn.ts'

const FRAME = 'inline-flex w-fit items-center gap-1.5 whitespace-nowrap rounded-control border font-medium'

/** A plain label. For decisions and risks use the badges below: they carry a shape as well. */
export function Badge({ className, ...rest }: ComponentProps<'span'>) {
  return <span className={cn(FRAME, 'border-line bg-sunken px-2 py-0.5 text-xs text-ink-soft', className)} {...rest} />
}

const DECISION_LOOKS: Record<DecisionKind, string> = {
  act: 'border-act bg-act-tint text-act',
  escalate: 'border-escalate bg-escalate-tint text-escalate',
  watch: 'border-watch bg-watch-tint text-watch',
  none: 'border-nothing bg-nothing-tint text-nothing',
}

const DECISION_SIZES = {
  medium: 'px-2 py-0.5 text-sm [&_svg]:size-3',
  /** The first thing on a result. */
  large: 'px-3 py-1.5 text-xl [&_svg]:size-4',
}

export const DECISION_WORDS: Record<DecisionKind, string> = {
  act: 'Act',
  escalate: 'Escalate',
  watch: 'Watch',
  none: 'Nothing to do',
}

/** One shape each, told apart without colour: a play mark, a mark upwards, an eye's ring, a dash. */
const DECISION_PATHS: Record<DecisionKind, string> = {
  act: 'M3 1.5v9l8-4.5z',
  escalate: 'M6 1 11.5 10.5H.5z',
  watch: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  none: 'M1 5h10v2H1z',
}

/** The decision of an analysis: word, shape and colour. */
export function DecisionBadge({ kind, size = 'medium' }: { kind: DecisionKind; size?: keyof typeof DECISION_SIZES }) {
  return (
    <span className={cn(FRAME, DECISION_LOOKS[kind], DECISION_SIZES[size])} data-decision={kind}>
      <svg viewBox="0 0 12 12" aria-hidden="true" fill="currentColor" fillRule="evenodd">
        <path d={DECISION_PATHS[kind]} />
      </svg>
      {DECISION_WORDS[kind]}
    </span>
  )
}

export const RISK_WORDS: Record<Risk, string> = { read_only: 'Read-only', reversible: 'Reversible', risky: 'Risky' }

const RISK_PATHS: Record<Risk, string> = {
  read_only: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 1.25a3.75 3.75 0 1 1 0 7.5 3.75 3.75 0 0 1 0-7.5Z',
  reversible: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 1.25v7.5a3.75 3.75 0 0 1 0-7.5Z',
  risky: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Z',
}

/** How risky a step is: an empty, half or full disc and the word. Without colour, since the four meanings are decisions. */
export function RiskBadge({ risk }: { risk: Risk }) {
  const weight = risk === 'risky' ? 'border-ink text-ink' : 'border-edge text-ink-soft'
  return (
    <span className={cn(FRAME, weight, 'px-2 py-0.5 text-xs [&_svg]:size-3')} data-risk={risk}>
      <svg viewBox="0 0 12 12" aria-hidden="true" fill="currentColor" fillRule="evenodd">
        <path d={RISK_PATHS[risk]} />
      </svg>
      {RISK_WORDS[risk]}
    </span>
  )
}
