'use client'

import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'

/** A page of the dashboard failed while it was made; the frame around it still works. */
export default function DashboardError({ retry }: { retry: () => void }) {
  return (
    <div className="mx-auto grid w-full max-w-2xl content-start gap-4 px-4 py-16">
      <h1 className="text-xl font-semibold">This page failed.</h1>
      <Alert
        happened="Something went wrong while the page was made."
        kept="What was saved is still saved. A log that was on this page is gone with it."
        todo="Try again. If it fails again, tell whoever runs this Lethe."
        actions={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      />
    </div>
  )
}
