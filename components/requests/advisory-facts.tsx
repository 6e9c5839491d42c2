import { utcText } from '../analysis/utc-text.ts'
import type { AdvisoryView } from './advisory-list.tsx'

export interface AdvisoryFactsProps {
  advisory: AdvisoryView & {
    summary: string
    credit: string
    reportedOn: string
    fixedOn: string
    corrections: readonly { words: string; madeAt: Date }[]
  }
  /** What the severity says. */
  meaning: string
}

/** One advisory as it was published, and what was added since. */
export function AdvisoryFacts({ advisory, meaning }: AdvisoryFactsProps) {
  const { severity, affected, fixedIn, credit, reportedOn, fixedOn, publishedAt, summary, corrections } = advisory
  const rows = [
    ['Severity', `${severity}: ${meaning}`],
    ['Affected', affected],
    ['Fixed in', fixedIn],
    ['Reported', reportedOn],
    ['Mended', fixedOn],
    ['Published', utcText(publishedAt, 'minutes')],
    ...(credit === '' ? [] : [['Reported by', credit]]),
  ]
  return (
    <div className="grid gap-8">
      <dl className="measure grid gap-x-8 gap-y-3 sm:grid-cols-[8rem_1fr]">
        {rows.map(([term, value]) => (
          <div key={term} className="grid gap-1 sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="text-base font-medium text-ink">{term}</dt>
            <dd className="text-base wrap-anywhere text-ink-soft">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="measure whitespace-pre-line wrap-anywhere text-base text-ink">{summary}</p>
      {corrections.length > 0 && (
        <section aria-labelledby="corrections-title" className="grid gap-3 border-t border-line pt-6">
          <h2 id="corrections-title" className="text-lg font-semibold text-ink">
            Corrections
          </h2>
          {corrections.map(({ words, madeAt }) => (
            <div key={madeAt.toISOString()} className="measure grid gap-1">
              <p className="figures text-sm text-ink-soft">{utcText(madeAt, 'minutes')}</p>
              <p className="whitespace-pre-line wrap-anywhere text-base text-ink">{words}</p>
            </div>
          ))}
        </section>
      )}
    </div>
  )
}
