import { EmptyState } from '../ui/empty-state.tsx'

export function NoSuchNoticeLink() {
  return (
    <main id="content" className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6">
      <h1 className="sr-only">This link leads nowhere</h1>
      <EmptyState title="This link leads nowhere.">
        The subscription has ended, the link was not confirmed within seven days, or it was not copied whole. No mail is
        sent because of it. To be told of changes,{' '}
        <a href="/changelog" className="text-accent underline">
          subscribe again
        </a>
        .
      </EmptyState>
    </main>
  )
}
