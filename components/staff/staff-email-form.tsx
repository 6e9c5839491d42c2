'use client'

import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

/** The answer is the same whether or not somebody of this address is on staff. */
export function StaffEmailForm({ hint }: { hint: string }) {
  const [state, setState] = useState<'asking' | 'sending' | 'sent' | Problem>('asking')
  const [email, setEmail] = useState('')

  async function ask(event: FormEvent) {
    event.preventDefault()
    setState('sending')
    const asked = await call<unknown>('POST', '/api/staff/sign-in', { email })
    setState(asked.ok ? 'sent' : asked)
  }

  if (state === 'sent') {
    return (
      <Alert
        tone="note"
        happened={`If ${email} is on staff here, a link is on its way.`}
        kept={hint}
        todo="Open it in this browser within 10 minutes, with your passkey at hand."
      />
    )
  }
  return (
    <form onSubmit={ask} className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Field id="email" label="E-mail address" help="We send a link. Your passkey is asked for after it.">
        <Input
          id="email"
          name="email"
          type="email"
          required
          autoComplete="email"
          className="h-11"
          aria-describedby="email-help"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={state === 'sending'}>
        {state === 'sending' ? 'Sending …' : 'Send the link'}
      </Button>
    </form>
  )
}
