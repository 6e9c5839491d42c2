'use client'

import './globals.css'

/** Replaces the root layout when that itself fails; so it has its own document and follows the system's colours. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Failed · Lethe</title>
        <main className="mx-auto grid max-w-xl content-start gap-4 px-4 py-24">
          <h1 className="text-2xl font-semibold text-ink">Lethe could not start this page.</h1>
          <p className="text-lg text-ink-soft">What was saved before is still saved. Try again, or reload the page.</p>
          <button
            type="button"
            onClick={() => retry()}
            className="h-11 w-fit rounded-control bg-accent px-5 text-lg font-medium text-on-accent hover:bg-accent-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
