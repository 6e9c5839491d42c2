import { Prose } from './prose.tsx'
import type { Past } from './types.ts'
import { utcText } from './utc-text.ts'
import { RATING_WORDS } from './words.ts'

const LINK = 'text-accent underline underline-offset-2 hover:text-accent-hover'
const ORDINALS = ['', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth']

/** That this has been here before: how often, what the cause was then, what helped. Nothing for a first time. */
export function Recurrence({ recurrences: { earlier, last, helped } }: Pick<Past, 'recurrences'>) {
  if (last === null) return null
  return (
    <section aria-label="Recurrence" className="grid gap-2 rounded-card border border-line bg-surface p-4">
      <h2 className="text-lg font-semibold text-ink">
        {timesText(earlier + 1)} time in 30 days <span className="font-normal text-ink-soft">among kept analyses</span>
      </h2>
      <dl className="grid gap-2 text-base">
        <div>
          <dt className="text-sm text-ink-soft">
            Last cause, <time dateTime={new Date(last.at).toISOString()}>{utcText(last.at, 'minutes')}</time>
            {last.rating !== null && `, judged ${RATING_WORDS[last.rating].toLowerCase()}`}
          </dt>
          <dd className="wrap-anywhere">
            <a href={`/analyses/${last.id}`} className={LINK}>
              <Prose text={last.title} />
            </a>
            {last.realCause !== null && (
              <span className="block text-ink">
                Real cause: <Prose text={last.realCause} />
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-soft">What worked</dt>
          <dd className="wrap-anywhere text-ink">
            {helped === null ? (
              <span className="text-ink-soft">Nobody has said so.</span>
            ) : (
              <>
                <Prose text={helped.words} />{' '}
                <a href={`/analyses/${helped.id}`} className={LINK}>
                  (then)
                </a>
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function timesText(count: number): string {
  return ORDINALS[count] ?? `${count > 200 ? 'More than 200th' : `${count}${suffixOf(count)}`}`
}

const suffixOf = (count: number): string => {
  const last = count % 100 > 10 && count % 100 < 14 ? 0 : count % 10
  return ['th', 'st', 'nd', 'rd'][last] ?? 'th'
}
