import Link from 'next/link'
import { DecisionBadge } from '../ui/badge.tsx'
import type { Analysis } from './types.ts'
import { utcText } from './utc-text.ts'
import { VERDICT_WORDS } from './words.ts'

export interface RevisionEntry {
  id: string
  createdAt: Date
  verdict: Analysis['verdict']
  decision: Analysis['decision']['kind']
  confidence: number
}

/** Every answer to one incident, first to newest. Nothing where there is one alone. */
export function Revisions({ revisions, current }: { revisions: readonly RevisionEntry[]; current: string }) {
  if (revisions.length < 2) return null
  return (
    <nav aria-label="Revisions" className="grid gap-2 rounded-card border border-line bg-surface p-4">
      <h2 className="text-sm text-ink-soft">{revisions.length} revisions, the newest last</h2>
      <ol className="grid gap-1">
        {revisions.map(({ id, createdAt, verdict, decision, confidence }, i) => {
          const here = id === current
          const words = (
            <>
              {i + 1}. <time dateTime={createdAt.toISOString()}>{utcText(createdAt, 'minutes')}</time>
            </>
          )
          return (
            <li key={id} className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
              {here ? (
                <span aria-current="page" className="figures text-sm font-semibold text-ink">
                  {words} <span className="font-sans font-normal">(shown here)</span>
                </span>
              ) : (
                <Link
                  href={`/analyses/${id}`}
                  className="figures text-sm text-accent underline underline-offset-2 hover:text-accent-hover"
                >
                  {words}
                </Link>
              )}
              <DecisionBadge kind={decision} />
              <span className="text-sm text-ink-soft">
                {VERDICT_WORDS[verdict]}, <span className="figures">{Math.round(confidence * 100)} %</span>
              </span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
