'use client'

import type { FormEvent } from 'react'
import { buttonLook } from '../ui/button-look.ts'
import { NotSent, useVisitorForm, VISITOR_FIELD } from './visitor-form.tsx'

/** A report of a weakness. Nothing that was written is lost when it fails. `about`: id of the claim that it disputes. */
export function DisclosureForm({ about }: { about: string }) {
  const [state, send] = useVisitorForm<{ id: string }>('/api/disclosures')

  function report(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const field = (name: string) => String(given.get(name) ?? '')
    return send({ what: field('what'), email: field('email'), name: field('name'), about })
  }

  if (state.kind === 'sent') {
    return (
      <div
        role="status"
        className="grid gap-1 rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base"
      >
        <p className="font-semibold text-ink">Your report has arrived. Thank you.</p>
        <p className="text-ink-soft">
          It is stored under the number <span className="figures break-all">{state.value.id}</span>. Keep the number.
        </p>
      </div>
    )
  }
  return (
    <form onSubmit={report} className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      {about !== '' && <p className="text-base text-ink-soft">It disputes the claim {about}.</p>}
      {state.kind === 'failed' && <NotSent {...state} />}
      <label className="grid gap-2 text-base font-medium text-ink">
        What you found
        <textarea name="what" required minLength={20} maxLength={8_000} rows={8} className={`${VISITOR_FIELD} py-2`} />
      </label>
      <label className="grid gap-2 text-base font-medium text-ink">
        Your e-mail address, if you want an answer
        <input name="email" type="email" maxLength={254} autoComplete="email" className={`${VISITOR_FIELD} h-11`} />
      </label>
      <label className="grid gap-2 text-base font-medium text-ink">
        A name for the thanks, if you want to be named
        <input name="name" maxLength={120} autoComplete="off" className={`${VISITOR_FIELD} h-11`} />
      </label>
      <button
        type="submit"
        disabled={state.kind === 'sending'}
        className={buttonLook({ variant: 'primary', size: 'large' })}
      >
        {state.kind === 'sending' ? 'Sending …' : 'Send the report'}
      </button>
    </form>
  )
}
