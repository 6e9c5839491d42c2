'use client'

import { type FormEvent, useState } from 'react'
import { NotSent, useVisitorForm, VISITOR_FIELD } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'
import { type TopicChoice, TopicTicks, topicsOf } from './topic-ticks.tsx'

export interface SubscribeFormProps {
  choices: readonly TopicChoice[]
  /** Ticked at first. */
  chosen: readonly string[]
}

/** Asks for a mail with a link; nothing is subscribed before that link is confirmed. */
export function SubscribeForm({ choices, chosen }: SubscribeFormProps) {
  const [state, send] = useVisitorForm<null>('/api/notices')
  const [none, setNone] = useState(false)

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const topics = topicsOf(event.currentTarget)
    setNone(topics.length === 0)
    const email = String(new FormData(event.currentTarget).get('email') ?? '')
    return topics.length > 0 && send({ email, topics })
  }

  if (state.kind === 'sent') {
    return (
      <p
        role="status"
        className="measure rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base text-ink"
      >
        A mail with a link is on its way to that address, at most three a day. Nothing is sent before the link is
        confirmed.
      </p>
    )
  }
  return (
    <form onSubmit={ask} className="measure grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      {state.kind === 'failed' && <NotSent {...state} />}
      <TopicTicks choices={choices} chosen={chosen} />
      {none && (
        <p role="alert" className="text-base font-medium text-ink">
          Choose at least one.
        </p>
      )}
      <label className="grid gap-2 text-base font-medium text-ink">
        Your e-mail address
        <input
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          className={`${VISITOR_FIELD} h-11`}
        />
      </label>
      <div>
        <button
          type="submit"
          disabled={state.kind === 'sending'}
          className={buttonLook({ variant: 'primary', size: 'large' })}
        >
          {state.kind === 'sending' ? 'Sending …' : 'Tell me of changes'}
        </button>
      </div>
    </form>
  )
}
