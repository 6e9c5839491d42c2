'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useEffect } from 'react'
import { NotSent, useVisitorForm } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'
import { type TopicChoice, TopicTicks, topicsOf } from './topic-ticks.tsx'

const DONE = 'rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base text-ink'

/** The button that a scanner of links does not press. */
export function ConfirmForm({ token }: { token: string }) {
  const router = useRouter()
  const [state, send] = useVisitorForm<null>('/api/notices/confirm')
  useEffect(() => {
    if (state.kind === 'sent') router.refresh()
  }, [state.kind, router])
  return (
    <OneButton token={token} send={send} busy={state.kind !== 'asking' && state.kind !== 'failed'} label="Confirm">
      {state.kind === 'failed' && <NotSent {...state} />}
    </OneButton>
  )
}

export function EndForm({ token, label }: { token: string; label: string }) {
  const [state, send] = useVisitorForm<null>('/api/notices/unsubscribe')
  if (state.kind === 'sent')
    return (
      <p role="status" className={DONE}>
        It has ended, and the address is deleted.
      </p>
    )
  return (
    <OneButton token={token} send={send} busy={state.kind === 'sending'} label={label} quiet>
      {state.kind === 'failed' && <NotSent {...state} />}
    </OneButton>
  )
}

interface OneButtonProps {
  token: string
  send(given: unknown): Promise<void>
  busy: boolean
  label: string
  quiet?: boolean
  children: ReactNode
}

function OneButton({ token, send, busy, label, quiet = false, children }: OneButtonProps) {
  function press(event: FormEvent) {
    event.preventDefault()
    return send({ token })
  }
  return (
    <form onSubmit={press} className="grid justify-items-start gap-3">
      {children}
      <button
        type="submit"
        disabled={busy}
        className={buttonLook({ variant: quiet ? 'secondary' : 'primary', size: 'large' })}
      >
        {label}
      </button>
    </form>
  )
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
