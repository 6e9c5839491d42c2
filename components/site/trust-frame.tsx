import type { ReactNode } from 'react'

/** A public page of one thing, without a table of contents. */
export function TrustFrame({ title, above, children }: { title: string; above: string; children: ReactNode }) {
  return (
    <main id="content" className="mx-auto grid max-w-6xl gap-10 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-2">
        <p className="text-base text-ink-soft">
          <a href="/claims" className="text-accent underline underline-offset-4">
            Claims
          </a>{' '}
          / <span className="figures">{above}</span>
        </p>
        <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">{title}</h1>
      </header>
      {children}
    </main>
  )
}
