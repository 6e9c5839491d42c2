import { ThemeToggle } from '../theme-toggle.tsx'
import { buttonLook } from '../ui/button-look.ts'
import { SiteNav } from './site-nav.tsx'
import { Wordmark } from './wordmark.tsx'

/** Head of the public pages. Plain links: a reader's browser loads no router for them, and the doors are not prefetched. */
export function SiteHeader() {
  return (
    <header className="border-b border-line print:hidden">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 px-4 py-2.5 sm:px-6">
        <Wordmark />
        <SiteNav className="order-last w-full md:order-none md:w-auto" />
        <div className="ml-auto flex items-center gap-1.5">
          <ThemeToggle />
          <a href="/sign-in" className={buttonLook({ variant: 'quiet' })}>
            Sign in
          </a>
          <a href="/analyze" className={buttonLook()}>
            Analyze
          </a>
        </div>
      </div>
    </header>
  )
}
