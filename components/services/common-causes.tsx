import Link from 'next/link'
import type { CommonCause } from '#lib/data/services.ts'
import { printableProse } from '../analysis/printable.ts'
import { Section } from '../analysis/section.tsx'
import type { Category } from '../analysis/types.ts'
import { utcText } from '../analysis/utc-text.ts'
import { CATEGORY_WORDS } from '../analysis/words.ts'
import { Badge } from '../ui/badge.tsx'

/** What goes wrong with a service most often, among its newest analyses. */
export function CommonCauses({ causes, among }: { causes: readonly CommonCause[]; among: number }) {
  return (
    <Section title="Common causes">
      <ol className="divide-y divide-line border-y border-line">
        {causes.map(({ title, category, count, lastAt, lastId }) => (
          <li key={`${title} ${category}`} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-3 py-2">
            <span className="figures text-right text-ink-soft">×{count}</span>
            <span className="grid gap-1">
              <Link
                href={`/analyses/${lastId}`}
                className="wrap-anywhere text-accent underline underline-offset-2 hover:text-accent-hover"
              >
                {printableProse(title)}
              </Link>
              <span className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                <Badge>{CATEGORY_WORDS[category as Category]}</Badge> last{' '}
                <time dateTime={lastAt.toISOString()} className="figures">
                  {utcText(lastAt, 'minutes')}
                </time>
              </span>
            </span>
          </li>
        ))}
      </ol>
      <p className="text-xs text-ink-faint">Counted among the newest {among} analyses of this service.</p>
    </Section>
  )
}
