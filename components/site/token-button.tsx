'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect } from 'react'
import { buttonLook } from '../ui/button-look.ts'
import { NotSent, useVisitorForm } from './visitor-form.tsx'

export interface TokenButtonProps {
  token: string
  url: string
  label: string
  primary?: boolean
  /** Said in its place once it is done; without it the page is loaded again. */
  done?: string
}

/** What a link of a mail is for: the button that a scanner of links does not press. */
export function TokenButton({ token, url, label, primary = false, done }: TokenButtonProps) {
  const router = useRouter()
  const [state, send] = useVisitorForm<null>(url)
  const isSent = state.kind === 'sent'
  useEffect(() => {
    if (isSent && done === undefined) router.refresh()
  }, [isSent, done, router])
  function press(event: FormEvent) {
    event.preventDefault()
    return send({ token })
  }
  if (isSent && done !== undefined)
    return (
      <p
        role="status"
        className="rounded-card border border-l-4 border-line border-l-edge bg-surface p-4 text-base text-ink"
      >
        {done}
      </p>
    )
  return (
    <form onSubmit={press} className="grid justify-items-start gap-3">
      {state.kind === 'failed' && <NotSent {...state} />}
      <button
        type="submit"
        disabled={state.kind === 'sending' || isSent}
        className={buttonLook({ variant: primary ? 'primary' : 'secondary', size: 'large' })}
      >
        {label}
      </button>
    </form>
  )
}
