import { utcText } from '../analysis/utc-text.ts'
import { Badge } from '../ui/badge.tsx'

const WORDS = {
  running: 'The clock runs',
  overdue: 'Overdue',
  in_time: 'Authority told in time',
  late: 'Authority told late',
  not_needed: 'No notification needed',
} as const

/** Times in ISO 8601. */
export function BreachClock({ foundAt, dueAt, state }: { foundAt: string; dueAt: string; state: keyof typeof WORDS }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      <Badge>{WORDS[state]}</Badge>
      <span className="figures">found {utcText(foundAt, 'minutes')}</span>
      <span className="figures">72 hours end {utcText(dueAt, 'minutes')}</span>
    </span>
  )
}
