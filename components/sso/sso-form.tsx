'use client'

import { type FormEvent, useState } from 'react'
import type { SsoView } from '#lib/sso/settings.ts'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

const FIELDS = {
  domain: { label: 'Domain of your addresses', help: 'As in example.com.' },
  issuer: { label: 'Issuer', help: 'The URL, exactly as it stands in its ID tokens.' },
  clientId: { label: 'Client id', help: 'Of Lethe, at the provider.' },
  clientSecret: { label: 'Client secret', help: 'Left empty, it stays as it is.' },
} as const
type Name = keyof typeof FIELDS

export function SsoForm({ connection, onSaved }: { connection: SsoView['connection']; onSaved(view: SsoView): void }) {
  const [given, setGiven] = useState<Record<Name, string>>({
    ...{ domain: connection?.domain ?? '', issuer: connection?.issuer ?? '' },
    ...{ clientId: connection?.clientId ?? '', clientSecret: '' },
  })
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | Problem>('idle')
  const problem = typeof state === 'object' ? state : null

  async function save(event: FormEvent) {
    event.preventDefault()
    setState('saving')
    const { clientSecret, ...rest } = given
    const saved = await call<SsoView>('PUT', '/api/sso-connection', {
      ...rest,
      ...(clientSecret ? { clientSecret } : {}),
    })
    setState(saved.ok ? 'saved' : saved)
    if (!saved.ok) return
    setGiven({ ...given, clientSecret: '' })
    onSaved(saved.value)
  }

  return (
    <form onSubmit={save} className="grid w-full max-w-xl gap-4">
      {problem && problem.issues.length === 0 && <Alert {...problem.problem} />}
      {(Object.keys(FIELDS) as Name[]).map((name) => (
        <Field key={name} id={name} {...FIELDS[name]} error={issueAt(problem, name)}>
          <Input
            id={name}
            type={name === 'clientSecret' ? 'password' : 'text'}
            autoComplete="off"
            spellCheck={false}
            required={name !== 'clientSecret' || connection === null}
            aria-describedby={`${name}-help`}
            value={given[name]}
            onChange={({ target }) => setGiven({ ...given, [name]: target.value })}
          />
        </Field>
      ))}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" disabled={state === 'saving'}>
          {state === 'saving' ? 'Asking the provider …' : 'Save'}
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {state === 'saved' ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
