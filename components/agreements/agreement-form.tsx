'use client'

import { type FormEvent, useState } from 'react'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

const FIELDS = [
  { name: 'company', label: 'Company, as it is registered', max: 200, complete: 'organization' },
  { name: 'address', label: 'Its address', max: 400, complete: 'street-address' },
  { name: 'country', label: 'Country', max: 80, complete: 'country-name' },
  { name: 'signerName', label: 'Your name', max: 120, complete: 'name' },
  { name: 'signerTitle', label: 'Your position', max: 120, complete: 'organization-title' },
  { name: 'email', label: 'Your e-mail address', max: 254, complete: 'email' },
] as const

/** Asks for the link with which the agreement is read and signed. */
export function AgreementForm({ open }: { open: boolean }) {
  const [state, setState] = useState<'asking' | 'sending' | 'sent' | Problem>('asking')
  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setState('sending')
    const given = Object.fromEntries(FIELDS.map(({ name }) => [name, String(form.get(name) ?? '')]))
    const sent = await call<null>('POST', '/api/agreements', given)
    setState(sent.ok ? 'sent' : sent)
  }
  if (state === 'sent') {
    return (
      <p
        role="status"
        className="rounded-card border border-line border-l-4 border-l-edge bg-surface p-4 text-base text-ink"
      >
        The link is on its way. It shows the agreement with your company in it.
      </p>
    )
  }
  return (
    <form onSubmit={ask} className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      {typeof state === 'object' && <Alert {...state.problem} />}
      {FIELDS.map(({ name, label, max, complete }) => (
        <Field key={name} id={name} label={label} error={typeof state === 'object' ? issueAt(state, name) : undefined}>
          <Input
            id={name}
            name={name}
            required
            maxLength={max}
            autoComplete={complete}
            type={name === 'email' ? 'email' : 'text'}
            className="h-11"
          />
        </Field>
      ))}
      <div>
        <Button type="submit" variant="primary" size="large" disabled={!open || state === 'sending'}>
          {state === 'sending' ? 'Sending …' : 'Send me the link'}
        </Button>
      </div>
    </form>
  )
}
