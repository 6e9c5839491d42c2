import type { ReactNode } from 'react'

export interface TrustFrameProps {
  title: string
  above: string
  /** The page that lists it. */
  list?: { href: string; name: string }
  children: ReactNode
}

/** A public page of one thing, without a table of contents. */
export function TrustFrame({ title, above, list = { href: '/claims', name: 'Claims' }, children }: TrustFrameProps) {
  return (
    <main id="content" className="mx-auto grid max-w-6xl gap-10 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-2">
        <p className="text-base text-ink-soft">
          <a href={list.href} className="text-accent underline underline-offset-4">
            {list.name}
          </a>{' '}
          / <span className="figures">{above}</span>
        </p>
        <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">{title}</h1>
      </header>
      {children}
    </main>
  )
}
