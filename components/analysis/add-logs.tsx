import Link from 'next/link'
import { Button } from '../ui/button.tsx'
import type { AlertFacts, Analysis } from './types.ts'

/** True for an answer that had no log to look at, or not enough of it: an alert without text, or an inconclusive one. */
export function lacksLog({ analysis, alert }: { analysis: Analysis; alert: AlertFacts | null }): boolean {
  return alert?.hasLog === false || (alert !== null && analysis.verdict === 'inconclusive')
}

/** The one next step of an alert without log text. Once it was taken, the way to what came of it. */
export function AddLogs({ id, newest, hasLog }: { id: string; newest: string; hasLog: boolean }) {
  const answered = newest !== id
  const lack = hasLog ? 'What was sent was not enough to explain it.' : 'This alert brought no log to explain it.'
  return (
    <section
      aria-label="Add the logs"
      className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-card border border-l-4 border-line border-l-accent bg-surface p-4"
    >
      <div className="grid min-w-0 grow basis-72 gap-1">
        <h2 className="font-semibold text-ink">{answered ? 'Logs were added since.' : lack}</h2>
        <p className="measure text-ink-soft">
          {answered
            ? 'A newer revision has an answer. You can add others still.'
            : 'Paste or drop the log of that time. It is redacted in your browser, and the answer becomes a new revision.'}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {answered && (
          <Button asChild variant="primary" size="large">
            <Link href={`/analyses/${newest}`}>Open the newest</Link>
          </Button>
        )}
        <Button asChild variant={answered ? 'secondary' : 'primary'} size="large">
          <Link href={`/analyze?revisionOf=${id}`}>Add the logs</Link>
        </Button>
      </div>
    </section>
  )
}
