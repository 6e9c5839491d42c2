'use client'

import { type FormEvent, useState } from 'react'
import { call, type Problem, type Saved } from '../settings/call.ts'
import { signOut } from '../sign-in/auth-client.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { askPasskey } from './passkey-client.ts'

/** A passkey, or a recovery code for who has lost theirs. `target`: where to go on, a path of ours. */
export function SecondFactor({ target }: { target: string }) {
  const [state, setState] = useState<'idle' | 'busy' | Problem>('idle')
  const [lost, setLost] = useState(false)
  const [code, setCode] = useState('')

  async function show(shown: Promise<Saved<unknown>>) {
    setState('busy')
    const done = await shown
    if (done.ok) location.assign(target)
    else setState(done)
  }
  const recover = (event: FormEvent) => {
    event.preventDefault()
    void show(call('POST', '/api/second-factor/recovery', { code }))
  }

  return (
    <div className="grid gap-4">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Button
        variant="primary"
        size="large"
        disabled={state === 'busy'}
        onClick={() => show(askPasskey('/api/second-factor', {}))}
      >
        {state === 'busy' ? 'Asking your device …' : 'Use my passkey'}
      </Button>
      {lost ? (
        <form onSubmit={recover} className="grid gap-3">
          <Field id="code" label="Recovery code" help="One of the ten that you kept. It works once.">
            <Input
              id="code"
              autoComplete="off"
              spellCheck={false}
              required
              aria-describedby="code-help"
              className="h-11 font-mono"
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          </Field>
          <Button type="submit" disabled={state === 'busy'}>
            Use the code
          </Button>
        </form>
      ) : (
        <Button variant="quiet" onClick={() => setLost(true)}>
          I have lost my passkey
        </Button>
      )}
      <Button variant="quiet" onClick={() => signOut()}>
        Sign out
      </Button>
    </div>
  )
}
