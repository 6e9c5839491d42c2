import type { PublicPage } from '#lib/trust/page.ts'
import { buttonLook } from '../ui/button-look.ts'
import { Blocks, type PageContext } from './page-blocks.tsx'

/** The first page: what it is, then the same kind of sections as everywhere, without a table of contents. */
export function HomeFrame({ page, ...context }: PageContext & { page: PublicPage }) {
  return (
    <main id="content" className="mx-auto grid max-w-6xl gap-20 px-4 pt-12 sm:px-6 sm:pt-20">
      <header className="grid gap-6">
        <h1 className="max-w-3xl text-2xl font-semibold tracking-tight text-balance text-ink sm:text-3xl">
          {page.title}
        </h1>
        <p className="max-w-[64ch] text-lg text-ink-soft">{page.lead}</p>
        <div className="flex flex-wrap gap-3">
          <a href="/analyze" className={buttonLook({ variant: 'primary', size: 'large' })}>
            Analyze a log
          </a>
          <a href="/data-flow" className={buttonLook({ size: 'large' })}>
            Where a log goes
          </a>
        </div>
      </header>
      {page.sections.map(({ id, title, blocks }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-5">
          <h2 id={`${id}-title`} className="text-xl font-semibold text-ink">
            {title}
          </h2>
          <Blocks blocks={blocks} context={context} wide />
        </section>
      ))}
    </main>
  )
}
