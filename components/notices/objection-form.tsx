'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect } from 'react'
import { NotSent, useVisitorForm, VISITOR_FIELD } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'

/** `until`: the day on which the notice takes effect. */
export function ObjectionForm({ token, until }: { token: string; until: string }) {
  const router = useRouter()
  const [state, send] = useVisitorForm<null>('/api/notices/objections')
  useEffect(() => {
    if (state.kind === 'sent') router.refresh()
  }, [state.kind, router])

  function object(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    return send({ token, reason: String(new FormData(event.currentTarget).get('reason') ?? '') })
  }
  return (
    <form onSubmit={object} className="grid gap-4">
      {state.kind === 'failed' && <NotSent {...state} />}
      <p className="measure text-base text-ink-soft">
        On grounds of data protection, until <span className="figures">{until}</span>, 00:00 UTC. It is recorded as you
        write it and not changed afterwards, by us neither. You get a receipt by mail and an answer before that day.
      </p>
      <label className="grid gap-2 text-base font-medium text-ink">
        Why you object
        <textarea name="reason" required maxLength={4_000} rows={6} className={`${VISITOR_FIELD} py-2`} />
      </label>
      <div>
        <button
          type="submit"
          disabled={state.kind === 'sending' || state.kind === 'sent'}
          className={buttonLook({ variant: 'primary', size: 'large' })}
        >
          {state.kind === 'sending' ? 'Sending …' : 'Object'}
        </button>
      </div>
    </form>
  )
}
