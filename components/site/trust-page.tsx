import type { ReactNode } from 'react'
import { Prose } from './prose.tsx'

export interface TrustSection {
  /** Anchor of the section; never changes once published. */
  id: string
  title: string
  content: ReactNode
  /** Takes the full width, for drawings and tables. */
  wide?: boolean
}

export interface TrustPageProps {
  title: string
  lead: ReactNode
  /** Below the lead: what finds its way through the sections. */
  tools?: ReactNode
  sections: readonly TrustSection[]
}

/** A page of plain statements with a table of contents that follows. Contents and sections come from one list. */
export function TrustPage({ title, lead, tools, sections }: TrustPageProps) {
  return (
    <main id="content" className="mx-auto max-w-6xl px-4 pt-10 sm:px-6 sm:pt-16">
      <div className="grid gap-x-16 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <header className="grid gap-4 lg:col-start-2">
          <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">{title}</h1>
          <div className="measure text-lg text-pretty text-ink-soft">{lead}</div>
          {tools}
        </header>
        <Contents sections={sections} />
        <div className="grid min-w-0 gap-16 pt-10 lg:col-start-2 lg:row-start-2 lg:pt-12">
          {sections.map(({ id, title: heading, content, wide = false }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-4">
              <h2 id={`${id}-title`} className="text-xl font-semibold text-ink">
                {heading}
              </h2>
              {wide ? content : <Prose>{content}</Prose>}
            </section>
          ))}
        </div>
      </div>
    </main>
  )
}

function Contents({ sections }: { sections: readonly TrustSection[] }) {
  return (
    <nav aria-label="On this page" className="pt-8 lg:row-start-2 lg:pt-12 print:hidden">
      <ol className="grid gap-0.5 border-l border-line lg:sticky lg:top-8">
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="-ml-px block border-l border-transparent py-1 pl-3 text-base text-ink-soft hover:border-accent hover:text-ink"
            >
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
