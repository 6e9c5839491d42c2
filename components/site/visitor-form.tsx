import { useState } from 'react'
import { call, type Saved } from '../settings/call.ts'

// What forms of people without an account share: plain fields, since visitors load no more script than that.

export type Sending<T> = { kind: 'asking' | 'sending' } | { kind: 'sent'; value: T } | ({ kind: 'failed' } & Problem)
type Problem = Pick<Extract<Saved<unknown>, { ok: false }>['problem'], 'happened' | 'todo'>

export const VISITOR_FIELD =
  'w-full rounded-control border border-edge bg-surface px-3 text-base font-normal text-ink hover:border-ink-soft'

/** One form that is sent to `url`, and what became of it. Nothing that was written is lost when it fails. */
export function useVisitorForm<T>(url: string) {
  const [state, setState] = useState<Sending<T>>({ kind: 'asking' })
  async function send(given: unknown) {
    setState({ kind: 'sending' })
    const sent = await call<T>('POST', url, given)
    setState(sent.ok ? { kind: 'sent', value: sent.value } : { kind: 'failed', ...sent.problem })
  }
  return [state, send] as const
}

export function NotSent({ happened, todo }: Problem) {
  return (
    <div role="alert" className="grid gap-1 border-l-4 border-ink pl-3 text-base">
      <p className="font-semibold text-ink">{happened}</p>
      <p className="text-ink-soft">What you wrote is still here. {todo}</p>
    </div>
  )
}
