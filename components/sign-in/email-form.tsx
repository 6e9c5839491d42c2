'use client'

import { type FormEvent, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Field } from '#components/ui/label.tsx'
import { sendSignInLink } from './auth-client.ts'

type State = 'asking' | 'sending' | 'sent' | 'failed'

/** One field. The answer is the same whether or not the address is known. */
export function EmailForm({ callbackUrl, hint }: { callbackUrl: string; hint: string }) {
  const [state, setState] = useState<State>('asking')
  const [email, setEmail] = useState('')

  async function ask(event: FormEvent) {
    event.preventDefault()
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
    <form onSubmit={ask} className="grid gap-4">
      {state === 'failed' && (
        <Alert
          happened="No link was sent."
          kept="Your address is still in the field."
          todo="Check the address and try again. If it fails again, the mail server of this installation may be down."
        />
      )}
      <Field id="email" label="E-mail address" help="We send a link. There is no password.">
        <Input
          id="email"
          name="email"
          type="email"
          required
          autoComplete="email"
          className="h-11"
          aria-describedby="email-help"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={state === 'sending'}>
        {state === 'sending' ? 'Sending …' : 'Send the link'}
      </Button>
    </form>
  )
}
