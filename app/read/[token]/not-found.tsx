import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NoSuchLink() {
  return (
    <main id="main" className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6">
      <h1 className="sr-only">This link leads nowhere</h1>
      <EmptyState title="This link leads nowhere.">
        It has ended, was removed, or was not copied whole. Nothing is kept of who opens it. Ask whoever gave it to you
        for a new one.
      </EmptyState>
    </main>
  )
}
