'use client'

import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'

/** The digest finds the entry in the server's log; the message itself stays on the server. */
function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error)
  return (
    <main className="mx-auto grid max-w-2xl content-start gap-4 px-4 py-24">
      <h1 className="text-2xl font-semibold text-ink">This page failed.</h1>
      <Alert
        happened="Something on our side went wrong while the page was made."
        kept="What was saved before is still saved."
        todo="Try again. If it fails again, tell whoever runs this server, with the number below."
        actions={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      />
      {digest !== null && <p className="figures text-sm text-ink-faint">{digest}</p>}
    </main>
  )
}
