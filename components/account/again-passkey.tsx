'use client'

import { useState } from 'react'
import type { Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { askPasskey } from './passkey-client.ts'

/** The quickest proof that it is still the same person. */
export function AgainPasskey({ target }: { target: string }) {
  const [state, setState] = useState<'idle' | 'busy' | Problem>('idle')

  async function ask() {
    setState('busy')
    const used = await askPasskey('/api/second-factor', {})
    if (used.ok) location.assign(target)
    else setState(used)
  }

  return (
    <div className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Button variant="primary" size="large" onClick={ask} disabled={state === 'busy'}>
        {state === 'busy' ? 'Asking your device …' : 'Use my passkey'}
      </Button>
    </div>
  )
}
