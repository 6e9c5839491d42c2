'use client'

import { buttonLook } from '#components/ui/button-look.ts'

/** The digest finds the entry in the server's log; the message itself stays on the server. */
function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}

/** Comes with every page, so it has no parts of others. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error)
  return (
    <main className="mx-auto grid max-w-2xl content-start gap-4 px-4 py-24">
      <h1 className="text-2xl font-semibold text-ink">This page failed.</h1>
      <div role="alert" className="grid gap-1 text-base">
        <p className="font-semibold text-ink">Something on our side went wrong while the page was made.</p>
        <p className="text-ink-soft">What was saved before is still saved.</p>
        <p className="text-ink">Try again. If it fails again, tell whoever runs this server, with the number below.</p>
      </div>
      <button type="button" className={`w-fit ${buttonLook({ variant: 'primary' })}`} onClick={() => retry()}>
        Try again
      </button>
      {digest !== null && <p className="figures text-sm text-ink-faint">{digest}</p>}
    </main>
  )
}
