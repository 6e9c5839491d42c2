'use client'

import { type FormEvent, useState } from 'react'
import { NotSent, useVisitorForm, VISITOR_FIELD } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'
import { ClauseFields, clausesOf } from './clause-fields.tsx'

export interface RequestFormProps {
  kind: 'architecture_review' | 'custom_terms' | 'baa' | 'data_rights'
  /** For data rights: each law with the rights that it knows. */
  laws?: readonly { value: string; text: string; rights: readonly { value: string; text: string }[] }[]
}

const LABEL = 'grid gap-2 text-base font-medium text-ink'

const WORDS = {
  architecture_review: { ask: 'What you want to look at', button: 'Ask for a review' },
  custom_terms: { ask: 'What you need', button: 'Ask for other terms' },
  baa: { ask: 'What you would use it for', button: 'Ask for an agreement' },
  data_rights: { ask: 'More, if you like', button: 'Send the request' },
} as const

/** Asks the operator for something. It reaches staff once the link of the mail is confirmed; nothing written is lost when it fails. */
export function RequestForm({ kind, laws = [] }: RequestFormProps) {
  const [state, send] = useVisitorForm<null>('/api/requests')
  const { ask, button } = WORDS[kind]

  function request(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const field = (name: string) => String(given.get(name) ?? '')
    const common = {
      ...{ kind, email: field('email'), name: field('name'), company: field('company'), text: field('text') },
    }
    if (kind === 'custom_terms') return send({ ...common, clauses: clausesOf(given) })
    return send(kind === 'data_rights' ? { ...common, regime: field('regime'), right: field('right') } : common)
  }

  if (state.kind === 'sent') {
    return (
      <p
        role="status"
        className="measure rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base text-ink"
      >
        A mail with a link is on its way to that address, at most three a day. Your request reaches us when you confirm
        it there.
      </p>
    )
  }
  return (
    <form onSubmit={request} className="measure grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      {state.kind === 'failed' && <NotSent {...state} />}
      {laws.length > 0 && <LawFields laws={laws} />}
      <label className={LABEL}>
        {ask}
        <textarea
          name="text"
          required={kind !== 'data_rights'}
          maxLength={8_000}
          rows={5}
          className={`${VISITOR_FIELD} py-2`}
        />
      </label>
      {kind === 'custom_terms' && <ClauseFields />}
      <label className={LABEL}>
        Your name
        <input name="name" required maxLength={120} autoComplete="name" className={`${VISITOR_FIELD} h-11`} />
      </label>
      {kind !== 'data_rights' && (
        <label className={LABEL}>
          Your company, if it is for one
          <input name="company" maxLength={200} autoComplete="organization" className={`${VISITOR_FIELD} h-11`} />
        </label>
      )}
      <label className={LABEL}>
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
          {state.kind === 'sending' ? 'Sending …' : button}
        </button>
      </div>
    </form>
  )
}

/** The law, then the rights that it knows. */
function LawFields({ laws }: Required<Pick<RequestFormProps, 'laws'>>) {
  const [regime, setRegime] = useState(laws[0]?.value ?? '')
  const rights = laws.find(({ value }) => value === regime)?.rights ?? []
  return (
    <>
      <label className={LABEL}>
        Which law protects you
        <select
          name="regime"
          value={regime}
          onChange={({ target }) => setRegime(target.value)}
          className={`${VISITOR_FIELD} h-11`}
        >
          {laws.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label className={LABEL}>
        What you want
        <select key={regime} name="right" className={`${VISITOR_FIELD} h-11`}>
          {rights.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
