import { EmptyState } from '../ui/empty-state.tsx'

export function NoSuchRequestLink() {
  return (
    <main id="content" className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6">
      <h1 className="sr-only">This link leads nowhere</h1>
      <EmptyState title="This link leads nowhere.">
        The request was not confirmed within seven days, was deleted, or the link was not copied whole. What was sent
        and not confirmed is not kept. To ask again, use{' '}
        <a href="/contact" className="text-accent underline">
          the page of contacts
        </a>
        .
      </EmptyState>
    </main>
  )
}
