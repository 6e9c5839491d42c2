'use client'

import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

/** The domain of the address names the provider, to which the browser then goes. */
export function OrganisationForm({ callbackUrl, email: given }: { callbackUrl: string; email: string }) {
  const [email, setEmail] = useState(given)
  const [state, setState] = useState<'idle' | 'going' | Problem>('idle')

  async function go(event: FormEvent) {
    event.preventDefault()
    setState('going')
    const begun = await call<{ url: string }>('POST', '/api/sso/begin', { email, callbackUrl })
    if (begun.ok) location.assign(begun.value.url)
    else setState(begun)
  }

  return (
    <form onSubmit={go} className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Field id="email" label="E-mail address at work">
        <Input
          id="email"
          type="email"
          required
          autoComplete="email"
          className="h-11"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={state === 'going'}>
        {state === 'going' ? 'Going there …' : 'Go on'}
      </Button>
    </form>
  )
}
