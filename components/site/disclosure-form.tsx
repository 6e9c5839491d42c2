'use client'

import { type FormEvent, useState } from 'react'
import { request } from '../request.ts'
import { buttonLook } from '../ui/button-look.ts'

type State =
  | { kind: 'asking' | 'sending' }
  | { kind: 'sent'; id: string }
  | { kind: 'failed'; happened: string; todo: string }

const FIELD = 'w-full rounded-control border border-edge bg-surface px-3 text-base text-ink hover:border-ink-soft'
const OFFLINE = { happened: 'The server did not answer.', todo: 'Try again in a moment.' }

/** A report of a weakness. Nothing that was written is lost when it fails. `about`: id of the claim that it disputes. */
export function DisclosureForm({ about }: { about: string }) {
  const [state, setState] = useState<State>({ kind: 'asking' })

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const field = (name: string) => String(given.get(name) ?? '')
    setState({ kind: 'sending' })
    try {
      const answer = await request('POST', '/api/disclosures', {
        ...{ what: field('what'), email: field('email'), name: field('name'), about },
      })
      const said = (await answer.json()) as { id?: string; happened?: string; todo?: string }
      if (answer.status === 201 && said.id !== undefined) return setState({ kind: 'sent', id: said.id })
      setState({ kind: 'failed', happened: said.happened ?? OFFLINE.happened, todo: said.todo ?? OFFLINE.todo })
    } catch {
      setState({ kind: 'failed', ...OFFLINE })
    }
  }

  if (state.kind === 'sent') {
    return (
      <div
        role="status"
        className="grid gap-1 rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base"
      >
        <p className="font-semibold text-ink">Your report has arrived. Thank you.</p>
        <p className="text-ink-soft">
          It is stored under the number <span className="figures break-all">{state.id}</span>. Keep the number.
        </p>
      </div>
    )
  }
  return (
    <form onSubmit={send} className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      {about !== '' && <p className="text-base text-ink-soft">It disputes the claim {about}.</p>}
      {state.kind === 'failed' && (
        <div role="alert" className="grid gap-1 border-l-4 border-ink pl-3 text-base">
          <p className="font-semibold text-ink">{state.happened}</p>
          <p className="text-ink-soft">What you wrote is still here. {state.todo}</p>
        </div>
      )}
      <label className="grid gap-2 text-base font-medium text-ink">
        What you found
        <textarea
          name="what"
          required
          minLength={20}
          maxLength={8_000}
          rows={8}
          className={`${FIELD} py-2 font-normal`}
        />
      </label>
      <label className="grid gap-2 text-base font-medium text-ink">
        Your e-mail address, if you want an answer
        <input name="email" type="email" maxLength={254} autoComplete="email" className={`${FIELD} h-11 font-normal`} />
      </label>
      <label className="grid gap-2 text-base font-medium text-ink">
        A name for the thanks, if you want to be named
        <input name="name" maxLength={120} autoComplete="off" className={`${FIELD} h-11 font-normal`} />
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
