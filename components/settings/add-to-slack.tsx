'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import type { Problem } from './call.ts'
import { installInSlack } from './channel-client.ts'

/** The way without pasting anything: Slack asks which channel, and gives its token to this server alone. */
export function AddToSlack() {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const begin = async () => {
    setBusy(true)
    const begun = await installInSlack()
    if (begun.ok) return window.location.assign(begun.value.url)
    setProblem(begun)
    setBusy(false)
  }
  return (
    <div className="grid gap-3 border-l-2 border-accent pl-4">
      <p className="measure text-base text-ink">
        Slack asks which channel, and nothing has to be pasted. Its token comes to this server and is sealed.
      </p>
      <div>
        <Button variant="primary" onClick={begin} disabled={busy}>
          Add to Slack
        </Button>
      </div>
      {problem && <Alert {...problem.problem} />}
      <p className="text-base text-ink-soft">Or by hand:</p>
    </div>
  )
}
