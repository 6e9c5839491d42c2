'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

/** Uses the invitation up. Looking at its page does not. */
export function JoinButton({ token, workspaceName }: { token: string; workspaceName: string }) {
  const [state, setState] = useState<'idle' | 'busy' | Problem>('idle')

  async function join() {
    setState('busy')
    const joined = await call<unknown>('POST', '/api/invitations/accept', { token })
    if (joined.ok) location.assign('/analyses')
    else setState(joined)
  }

  return (
    <div className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Button variant="primary" size="large" disabled={state === 'busy'} onClick={join}>
        Join {workspaceName}
      </Button>
    </div>
  )
}
