import type { ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'

/** In place of a page that a link of a mail should have led to: why it may have ended, and what to do. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6">
      <h1 className="sr-only">This link leads nowhere</h1>
      <EmptyState title="This link leads nowhere.">{children}</EmptyState>
    </main>
  )
}
