'use client'

import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { replayMessage } from './channel-client.ts'

/** Sends a message that has failed once more; what became of it, the list says. */
export function ReplayButton({ id }: { id: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'refused'>('idle')
  const replay = async () => {
    setState('busy')
    setState((await replayMessage(id)).ok ? 'idle' : 'refused')
  }
  return (
    <>
      <Button size="small" className="mt-1" onClick={() => void replay()} disabled={state === 'busy'}>
        Send again
      </Button>
      {state === 'refused' && (
        <span role="alert" className="block text-xs text-ink">
          It could not be sent again.
        </span>
      )}
    </>
  )
}
