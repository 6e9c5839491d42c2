import { Confidence } from '../confidence.tsx'
import { Badge, DecisionBadge } from '../ui/badge.tsx'
import { EngineLine } from './engine-line.tsx'
import { numbered } from './numbered.ts'
import { Prose } from './prose.tsx'
import { TrackRecordLine } from './track-record.tsx'
import type { Analysis, Past } from './types.ts'
import { CATEGORY_WORDS, VERDICT_WORDS } from './words.ts'

/** The top line: what to do, why in one sentence, how sure. */
export function ResultHead({ analysis, past }: { analysis: Analysis; past?: Past | undefined }) {
  const { decision, rootCauses, component, category, verdict } = analysis
  const cause = rootCauses.find(({ kind }) => kind === 'cause') ?? rootCauses[0]
  const sentence = cause?.summary ?? analysis.summary
  return (
    <header className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <DecisionBadge kind={decision.kind} size="large" />
          {decision.involve !== null && (
            <p className="text-lg text-ink">
              <span className="text-ink-soft">Involve:</span> <Prose text={decision.involve} />
            </p>
          )}
        </div>
        <p className="measure text-ink-soft">
          <Prose text={decision.reason} />
        </p>
        <h1 className="text-xl font-semibold text-pretty text-ink">
          <Prose text={analysis.title} />
        </h1>
        {sentence !== analysis.title && (
          <p className="measure text-lg text-ink">
            <Prose text={sentence} />
          </p>
        )}
        {analysis.summary !== sentence && (
          <p className="measure text-ink-soft">
            <Prose text={analysis.summary} />
          </p>
        )}
        <ul aria-label="Verdict, kind and component" className="flex flex-wrap gap-1.5">
          <li>
            <Badge>{VERDICT_WORDS[verdict]}</Badge>
          </li>
          <li>
            <Badge>{CATEGORY_WORDS[category]}</Badge>
          </li>
          {component !== null && (
            <li className="min-w-0">
              <Badge className="max-w-full font-mono break-all whitespace-normal">
                <Prose text={component} />
              </Badge>
            </li>
          )}
        </ul>
        <EngineLine analysis={analysis} />
      </div>
      <div className="grid content-start gap-2">
        <Confidence value={analysis.confidence} reasons={[]} />
        {analysis.confidenceReasons.length > 0 && (
          <ul aria-label="Why this confidence" className="grid gap-1 text-sm text-ink-soft">
            {numbered(analysis.confidenceReasons).map(({ place, item: reason }) => (
              <li key={place} className="border-l-2 border-line pl-2">
                <Prose text={reason} />
              </li>
            ))}
          </ul>
        )}
        {past && <TrackRecordLine confidence={analysis.confidence} record={past.record} />}
      </div>
    </header>
  )
}
