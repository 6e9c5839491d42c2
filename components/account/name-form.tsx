'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

/** What colleagues see beside the address. */
export function NameForm({ name: given }: { name: string | null }) {
  const router = useRouter()
  const [name, setName] = useState(given ?? '')
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | Problem>('idle')

  async function save(event: FormEvent) {
    event.preventDefault()
    setState('saving')
    const saved = await call<unknown>('PUT', '/api/account', { name })
    setState(saved.ok ? 'saved' : saved)
    if (saved.ok) router.refresh()
  }

  return (
    <form onSubmit={save} className="grid max-w-md gap-3">
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Field id="name" label="Name">
        <Input
          id="name"
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={({ target }) => {
            setName(target.value)
            setState('idle')
          }}
        />
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={state === 'saving' || name.trim() === (given ?? '')}>
          Save the name
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {state === 'saved' ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
