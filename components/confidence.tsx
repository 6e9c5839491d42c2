import { cn } from './ui/cn.ts'

export interface ConfidenceProps {
  /** 0 to 1. */
  value: number
  /** The most that the rules allow for this evidence, 0 to 1; null if nothing caps it. */
  cap?: number | null
  /** Why it is what it is, one sentence or more. */
  reasons: readonly string[]
  className?: string
}

const percent = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 100)

/** A number, a bar with the cap marked on it, and why. Never a gauge, never green: it is a share, not a mark. */
export function Confidence({ value, cap = null, reasons, className }: ConfidenceProps) {
  const number = percent(value)
  const most = cap === null ? null : percent(cap)
  return (
    <div className={cn('grid gap-1.5', className)}>
      <p className="flex flex-wrap items-baseline gap-x-2 text-base text-ink">
        <span className="figures text-xl font-medium">{number}%</span>
        <span className="text-ink-soft">confidence{most === null ? '' : `, capped at ${most}%`}</span>
      </p>
      <div aria-hidden="true" className="relative h-2 w-full max-w-60 rounded-[3px] border border-edge bg-surface">
        <div className="h-full rounded-[2px] bg-ink-soft" style={{ width: `${number}%` }} />
        {most !== null && <div className="absolute -inset-y-1 w-0.5 bg-ink" style={{ left: `${most}%` }} />}
      </div>
      {reasons.length > 0 && <p className="measure text-sm text-ink-soft">{reasons.join(' ')}</p>}
    </div>
  )
}

/** The same in one line of a table: number and bar, without the reasons. */
export function ConfidenceInline({ value }: { value: number }) {
  const number = percent(value)
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="figures w-10 text-right text-sm">{number}%</span>
      <span aria-hidden="true" className="inline-block h-1.5 w-12 rounded-[2px] border border-edge">
        <span className="block h-full bg-ink-soft" style={{ width: `${number}%` }} />
      </span>
    </span>
  )
}
