import { Badge } from '../ui/badge.tsx'
import { CauseLines } from './evidence.tsx'
import { Prose } from './prose.tsx'
import type { RootCause } from './types.ts'

/** A cause before the answer is there: its lines were found in the log; how sure it is was not decided yet, so no number stands here. */
export function Draft({ cause }: { cause: RootCause }) {
  return (
    <article
      aria-label="Draft of a cause"
      className="grid animate-arrive gap-2 rounded-card border border-dashed border-edge p-4 *:min-w-0"
    >
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <Badge>Draft</Badge> Its lines stand in your log. How sure it is follows when every check is done.
      </p>
      <h2 className="text-base font-medium text-ink">
        <Prose text={cause.summary} />
      </h2>
      <CauseLines cause={cause} label="Lines that show this draft" />
    </article>
  )
}
