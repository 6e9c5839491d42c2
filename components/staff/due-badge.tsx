import { utcText } from '../analysis/utc-text.ts'
import { Badge } from '../ui/badge.tsx'

/** When something is due, and whether that has passed: a word, since a colour alone says nothing. Times in ISO 8601. */
export function DueBadge({ dueAt, doneAt, now }: { dueAt: string; doneAt: string | null; now: string }) {
  const word = doneAt !== null ? 'Done' : now > dueAt ? 'Overdue' : 'Open'
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      <Badge className={word === 'Overdue' ? 'border-ink bg-ink text-ground' : ''}>{word}</Badge>
      <span className="figures">due {utcText(dueAt, 'minutes')}</span>
      {doneAt !== null && <span className="figures">last out {utcText(doneAt, 'minutes')}</span>}
    </span>
  )
}
