import { numbered } from './numbered.ts'
import { printableProse } from './printable.ts'
import { Prose } from './prose.tsx'
import { Section } from './section.tsx'
import type { Moment } from './types.ts'
import { MOMENT_WORDS } from './words.ts'

/** Moments in the order of the log. The cause is the only marked one. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  if (moments.length === 0) return null
  return (
    <Section title="Timeline">
      <ol className="grid">
        {numbered(moments).map(({ place, item: { line, at, label, kind } }) => (
          <li
            key={place}
            className="grid grid-cols-[4rem_1.25rem_minmax(0,1fr)] gap-x-2 not-last:pb-4 [&:not(:last-child)_.thread]:block"
          >
            <span className="figures pt-0.5 text-right text-xs leading-4 text-ink-faint">
              <span className="sr-only">line </span>
              {line.toLocaleString('en')}
            </span>
            <span aria-hidden="true" className="relative flex justify-center">
              <span className="thread absolute top-4 -bottom-4 hidden w-px bg-line" />
              <span
                className={
                  kind === 'cause'
                    ? 'mt-1 size-3 rounded-full bg-ink'
                    : 'mt-1 size-3 rounded-full border border-edge bg-ground'
                }
              />
            </span>
            <span className="grid min-w-0 gap-0.5">
              <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
                <span className={kind === 'cause' ? 'font-semibold text-ink' : 'text-ink-soft'}>
                  {MOMENT_WORDS[kind]}
                </span>
                {at !== null && (
                  <time dateTime={at} className="figures text-xs text-ink-faint">
                    {clock(at)}
                  </time>
                )}
              </span>
              <span className="text-ink">
                <Prose text={label} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** The log's own clock as it stands there, without the date and the zone's letters. */
function clock(at: string): string {
  return printableProse(at).replace('T', ' ')
}
