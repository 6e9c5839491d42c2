'use client'

import type { FormEvent } from 'react'
import { NotSent, useVisitorForm, VISITOR_FIELD } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'

const FIELDS = [
  { name: 'company', label: 'Company, as it is registered', max: 200, complete: 'organization' },
  { name: 'address', label: 'Its address', max: 400, complete: 'street-address' },
  { name: 'country', label: 'Country', max: 80, complete: 'country-name' },
  { name: 'signerName', label: 'Your name', max: 120, complete: 'name' },
  { name: 'signerTitle', label: 'Your position', max: 120, complete: 'organization-title' },
  { name: 'email', label: 'Your e-mail address', max: 254, complete: 'email' },
] as const

/** Asks for the link with which the agreement is read and signed. Plain fields: visitors load no more script than that. */
export function AgreementForm({ open }: { open: boolean }) {
  const [state, send] = useVisitorForm<null>('/api/agreements')

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    return send(Object.fromEntries(new FormData(event.currentTarget)))
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
      {state.kind === 'failed' && <NotSent {...state} />}
      {FIELDS.map(({ name, label, max, complete }) => (
        <label key={name} className="grid gap-2 text-base font-medium text-ink">
          {label}
          <input
            name={name}
            type={name === 'email' ? 'email' : 'text'}
            required
            maxLength={max}
            autoComplete={complete}
            className={`${VISITOR_FIELD} h-11`}
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
