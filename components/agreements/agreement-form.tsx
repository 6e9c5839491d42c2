'use client'

import { type FormEvent, useState } from 'react'
import { request } from '../request.ts'
import { buttonLook } from '../ui/button-look.ts'

type State = { kind: 'asking' | 'sending' | 'sent' } | { kind: 'failed'; happened: string; todo: string }

const FIELDS = [
  { name: 'company', label: 'Company, as it is registered', max: 200, complete: 'organization' },
  { name: 'address', label: 'Its address', max: 400, complete: 'street-address' },
  { name: 'country', label: 'Country', max: 80, complete: 'country-name' },
  { name: 'signerName', label: 'Your name', max: 120, complete: 'name' },
  { name: 'signerTitle', label: 'Your position', max: 120, complete: 'organization-title' },
  { name: 'email', label: 'Your e-mail address', max: 254, complete: 'email' },
] as const
const OFFLINE = { happened: 'The server did not answer.', todo: 'Try again in a moment.' }

/** Asks for the link with which the agreement is read and signed. Plain fields: visitors load no more script than that. */
export function AgreementForm({ open }: { open: boolean }) {
  const [state, setState] = useState<State>({ kind: 'asking' })

  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    setState({ kind: 'sending' })
    try {
      const answer = await request('POST', '/api/agreements', given)
      if (answer.ok) return setState({ kind: 'sent' })
      const said = (await answer.json()) as { happened?: string; todo?: string }
      setState({ kind: 'failed', happened: said.happened ?? OFFLINE.happened, todo: said.todo ?? OFFLINE.todo })
    } catch {
      setState({ kind: 'failed', ...OFFLINE })
    }
  }

  if (state.kind === 'sent') {
    return (
      <p
        role="status"
        className="rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base text-ink"
      >
        The link is on its way. It shows the agreement with your company in it.
      </p>
    )
  }
  return (
    <form onSubmit={ask} className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      {state.kind === 'failed' && (
        <div role="alert" className="grid gap-1 border-l-4 border-ink pl-3 text-base">
          <p className="font-semibold text-ink">{state.happened}</p>
          <p className="text-ink-soft">What you wrote is still here. {state.todo}</p>
        </div>
      )}
      {FIELDS.map(({ name, label, max, complete }) => (
        <label key={name} className="grid gap-2 text-base font-medium text-ink">
          {label}
          <input
            name={name}
            type={name === 'email' ? 'email' : 'text'}
            required
            maxLength={max}
            autoComplete={complete}
            className="h-11 w-full rounded-control border border-edge bg-surface px-3 text-base font-normal text-ink hover:border-ink-soft"
          />
        </label>
      ))}
      <div>
        <button
          type="submit"
          disabled={!open || state.kind === 'sending'}
          className={buttonLook({ variant: 'primary', size: 'large' })}
        >
          {state.kind === 'sending' ? 'Sending …' : 'Send me the link'}
        </button>
      </div>
    </form>
  )
}
