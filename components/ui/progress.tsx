import { cn } from './cn.ts'

export interface ProgressProps {
  label: string
  /** 0 to 1, or null while it cannot be known: then the bar is a full outline and the words say what happens. */
  value: number | null
  /** What is happening now: "Redacting line 120,000 of 300,000". */
  detail?: string
  className?: string
}

export function Progress({ label, value, detail, className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div className={cn('grid gap-1', className)}>
      <div className="flex justify-between gap-4 text-sm text-ink-soft">
        <span>{detail ?? label}</span>
        {percent !== null && <span className="figures">{percent}%</span>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={percent === null ? undefined : `${percent}%`}
        className="h-2 overflow-hidden rounded-full border border-edge bg-surface"
      >
        {/* A width that moves is laid out and painted again in every frame, beside the work it tells of; a scale is neither. */}
        <div
          className="h-full origin-left bg-accent transition-transform"
          style={{ transform: `scaleX(${(percent ?? 0) / 100})` }}
        />
      </div>
    </div>
  )
}
