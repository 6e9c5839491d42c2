import { bytesText } from './bytes.ts'
import { cn } from './ui/cn.ts'

export interface MeterProps {
  /** Bytes of log that stayed where they were. */
  stayedBytes: number
  /** Bytes that left, or would leave. */
  leftBytes: number
  /** Where the first stayed: "your browser", "this machine". */
  stayedIn?: string
  /** Where the others went: "Lethe's server", or null if nothing goes anywhere. */
  leftFor?: string | null
  /** Before sending: "will leave" instead of "left". */
  future?: boolean
  /** Who measured, in the words of the receipt: "measured by the server". */
  measuredBy?: string
  className?: string
}

/** Least share of the bar, in percent, at which a part that is not empty can still be seen. */
const VISIBLE_PERCENT = 1.5

/** Width of the filled part in percent. A part that exists is never drawn as nothing. */
export function stayedPercent(stayedBytes: number, leftBytes: number): number {
  const total = stayedBytes + leftBytes
  if (total === 0) return 0
  const exact = (stayedBytes / total) * 100
  if (leftBytes > 0 && exact > 100 - VISIBLE_PERCENT) return 100 - VISIBLE_PERCENT
  if (stayedBytes > 0 && exact < VISIBLE_PERCENT) return VISIBLE_PERCENT
  return exact
}

/** What stayed (filled) and what left (outlined), with bytes on both sides. The same on every page. */
export function Meter({ stayedBytes, leftBytes, future = false, className, measuredBy, ...places }: MeterProps) {
  const stayedIn = places.stayedIn ?? 'your browser'
  const leftFor = places.leftFor ?? null
  const leftWord = future ? 'will leave' : 'left'
  const stayedWord = future ? 'stays in' : 'stayed in'
  const left = leftFor === null ? leftWord : `${leftWord} for ${leftFor}`
  const sentence = `${bytesText(stayedBytes)} ${stayedWord} ${stayedIn}; ${bytesText(leftBytes)} ${left}${measuredBy ? `, ${measuredBy}` : ''}.`
  return (
    <figure className={cn('grid gap-1.5', className)} aria-label={sentence}>
      <div aria-hidden="true" className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm text-ink-soft">
        <span>
          <span className="figures font-medium text-ink">{bytesText(stayedBytes)}</span> {stayedWord} {stayedIn}
        </span>
        <span className="text-right">
          <span className="figures font-medium text-ink">{bytesText(leftBytes)}</span> {left}
        </span>
      </div>
      <div aria-hidden="true" className="flex h-3 overflow-hidden rounded-[3px] border border-ink-soft">
        <div
          className="h-full bg-ink-soft transition-[width] print:[print-color-adjust:exact]"
          style={{ width: `${stayedPercent(stayedBytes, leftBytes)}%` }}
        />
      </div>
      {measuredBy !== undefined && <figcaption className="text-xs text-ink-faint">{measuredBy}</figcaption>}
    </figure>
  )
}
