import type { ReactNode } from 'react'
import type { ReadDocument } from '#lib/agreements/read-document.ts'
import { CLAIM_STATE_WORDS } from '../claim-state-mark.tsx'

export interface AgreementTextProps {
  read: ReadDocument
  /** Level of its title: 2 below the title of a page, 3 in a section of one. */
  level: 2 | 3
}

/** The agreement with its annexes, word for word what is signed. */
export function AgreementText({ read, level }: AgreementTextProps) {
  const { text, annex1, annex2, annex3, sha256 } = read
  const Title = `h${level}` as const
  return (
    <article className="grid gap-8 rounded-card border border-line bg-surface p-4 sm:p-8" aria-label={text.title}>
      <header className="grid gap-1">
        <Title className="text-xl font-semibold text-ink">{text.title}</Title>
        <p className="figures break-all text-sm text-ink-soft">
          version {text.version} · SHA-256 {sha256}
        </p>
      </header>
      {text.clauses.map(({ title, paragraphs }) => (
        <Part key={title} title={title} level={level}>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} className="measure text-base text-ink">
              {paragraph}
            </p>
          ))}
        </Part>
      ))}
      <p className="measure text-sm text-ink-soft">{text.attribution}</p>
      <Part title={annex1.title} level={level}>
        <Terms terms={annex1.terms} />
      </Part>
      <Part title={annex2.title} level={level}>
        <Terms
          terms={annex2.measures.map(({ id, title, statement, state, detail, limits }) => [
            `${id} · ${stateWord(state)}`,
            `${title}. ${statement}\nLimits: ${limits.join(' ')}\n${detail}`,
          ])}
        />
      </Part>
      <Part title={annex3.title} level={level}>
        <Terms
          terms={annex3.subprocessors.length === 0 ? NO_SUBPROCESSOR : annex3.subprocessors.map(subprocessorTerm)}
        />
      </Part>
    </article>
  )
}

const NO_SUBPROCESSOR = [['None', 'The Provider has named no subprocessor.']] as const
const subprocessorTerm = ({ name, purpose, data, region, when }: ReadDocument['annex3']['subprocessors'][number]) =>
  [name, `${purpose}. Sees: ${data}. ${region}. ${when}`] as const
const stateWord = (state: string): string => (CLAIM_STATE_WORDS as Record<string, string>)[state] ?? state

/** One level below the title of the agreement. */
function Part({ title, level, children }: { title: string; level: 2 | 3; children: ReactNode }) {
  const Title = level === 2 ? 'h3' : 'h4'
  return (
    <section className="grid gap-3">
      <Title className="text-lg font-semibold text-ink">{title}</Title>
      {children}
    </section>
  )
}

function Terms({ terms }: { terms: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid text-base">
      {terms.map(([term, value]) => (
        <div key={term} className="grid gap-1 border-t border-line py-2 sm:grid-cols-[13rem_minmax(0,1fr)] sm:gap-6">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="measure break-words whitespace-pre-line text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
