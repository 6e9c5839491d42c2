'use client'

import Link from 'next/link'
import { useState } from 'react'
import { makePasskey } from '../account/passkey-client.ts'
import type { Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

export function EnrolPasskey({ token }: { token: string }) {
  const [state, setState] = useState<'idle' | 'asking' | 'done' | Problem>('idle')

  async function enrol() {
    setState('asking')
    const made = await makePasskey('/api/staff/enrol', { token })
    setState(made.ok ? 'done' : made)
  }

  if (state === 'done') {
    return (
      <Alert
        tone="note"
        happened="Your passkey is enrolled."
        kept="The link is used up."
        todo={
          <Link href="/staff/sign-in" className="text-accent underline">
            Sign in as staff
          </Link>
        }
      />
    )
  }
  return (
    <div className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Button variant="primary" size="large" onClick={enrol} disabled={state === 'asking'}>
        {state === 'asking' ? 'Asking your device …' : 'Make a passkey'}
      </Button>
    </div>
  )
}
