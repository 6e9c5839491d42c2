import type { Metadata } from 'next'
import { buttonLook } from '#components/ui/button-look.ts'

export const metadata: Metadata = { title: 'Not found' }

/** The same page for what never was, what is gone, and what belongs to another workspace. It comes with every page: plain links. */
export default function NotFound() {
  return (
    <main className="mx-auto grid max-w-xl content-start gap-4 px-4 py-24">
      <p className="figures text-sm text-ink-faint">404</p>
      <h1 className="text-2xl font-semibold text-ink">There is nothing at this address.</h1>
      <p className="measure text-lg text-ink-soft">
        It may have been deleted, it may belong to another workspace, or the address is mistyped. From here these look
        the same.
      </p>
      <div className="flex flex-wrap gap-2 pt-2">
        <a href="/analyze" className={buttonLook({ variant: 'primary', size: 'large' })}>
          Analyze a log
        </a>
        <a href="/" className={buttonLook({ size: 'large' })}>
          Home
        </a>
      </div>
    </main>
  )
}
