'use client'

import { useState } from 'react'
import { askPasskey } from '../account/passkey-client.ts'
import type { Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

export function UsePasskey({ token }: { token: string }) {
  const [state, setState] = useState<'idle' | 'asking' | Problem>('idle')

  async function signIn() {
    setState('asking')
    const used = await askPasskey('/api/staff/sign-in', { token })
    if (used.ok) location.assign('/staff')
    else setState(used)
  }

  return (
    <div className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Button variant="primary" size="large" onClick={signIn} disabled={state === 'asking'}>
        {state === 'asking' ? 'Asking your device …' : 'Sign in with my passkey'}
      </Button>
    </div>
  )
}
