'use client'

import type { FormEvent } from 'react'
import { TokenButton } from '../site/token-button.tsx'
import { NotSent, useVisitorForm } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'
import { type TopicChoice, TopicTicks, topicsOf } from './topic-ticks.tsx'

export function ConfirmForm({ token }: { token: string }) {
  return <TokenButton token={token} url="/api/notices/confirm" label="Confirm" primary />
}

export function EndForm({ token, label }: { token: string; label: string }) {
  const done = 'It has ended, and the address is deleted.'
  return <TokenButton token={token} url="/api/notices/unsubscribe" label={label} done={done} />
}

export interface TopicsFormProps {
  token: string
  choices: readonly TopicChoice[]
  chosen: readonly string[]
}

export function TopicsForm({ token, choices, chosen }: TopicsFormProps) {
  const [state, send] = useVisitorForm<null>('/api/notices/topics')
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    return send({ token, topics: topicsOf(event.currentTarget) })
  }
  return (
    <form onSubmit={save} className="grid justify-items-start gap-4">
      {state.kind === 'failed' && <NotSent {...state} />}
      <TopicTicks choices={choices} chosen={chosen} />
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="submit"
          disabled={state.kind === 'sending'}
          className={buttonLook({ variant: 'primary', size: 'large' })}
        >
          Save the topics
        </button>
        <span role="status" className="text-base text-ink-soft">
          {state.kind === 'sent' ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
