'use client'

import { useState } from 'react'
import type { Problem } from '../settings/call.ts'
import { signOut } from '../sign-in/auth-client.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { makePasskey } from './passkey-client.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** For who enters a workspace that wants a second factor, and has none. */
export function FirstPasskey({ target }: { target: string }) {
  const [state, setState] = useState<'idle' | 'busy' | Problem>('idle')
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  async function make() {
    setState('busy')
    const made = await makePasskey<{ recoveryCodes: string[] }>('/api/second-factor/enrol', {}, { name: 'My passkey' })
    setState(made.ok ? 'idle' : made)
    if (made.ok) setCodes(made.value.recoveryCodes)
  }

  if (codes) {
    return (
      <div className="grid gap-4">
        <RecoveryCodes codes={codes} />
        <Button variant="primary" size="large" onClick={() => location.assign(target)}>
          I have kept the codes
        </Button>
      </div>
    )
  }
  return (
    <div className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Button variant="primary" size="large" disabled={state === 'busy'} onClick={make}>
        {state === 'busy' ? 'Asking your device …' : 'Make a passkey'}
      </Button>
      <Button variant="quiet" onClick={() => signOut()}>
        Sign out
      </Button>
    </div>
  )
}
