'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { sendSignInLink } from './auth-client.ts'

type State = 'asking' | 'sending' | 'sent' | 'failed'

/** Proves the same person again: the address is not to be chosen. */
export function AgainForm({ email, callbackUrl, hint }: { email: string; callbackUrl: string; hint: string }) {
  const [state, setState] = useState<State>('asking')

  async function ask() {
    setState('sending')
    setState((await sendSignInLink(email, callbackUrl)) ? 'sent' : 'failed')
  }

  if (state === 'sent') {
    return (
      <Alert
        tone="note"
        happened={`A link for ${email} is on its way.`}
        kept={hint}
        todo="Open it in this browser within 10 minutes. It works once."
      />
    )
  }
  return (
    <div className="grid gap-4">
      {state === 'failed' && (
        <Alert happened="No link was sent." kept="You are still signed in." todo="Try again in a minute." />
      )}
      <Button variant="primary" size="large" onClick={ask} disabled={state === 'sending'}>
        {state === 'sending' ? 'Sending …' : 'Send me a link'}
      </Button>
    </div>
  )
}
