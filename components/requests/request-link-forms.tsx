'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect } from 'react'
import { NotSent, useVisitorForm } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'

/** The button that a scanner of links does not press. */
export function ConfirmRequestForm({ token }: { token: string }) {
  return <OneButton token={token} url="/api/requests/confirm" label="Confirm the request" primary />
}

export function WithdrawForm({ token }: { token: string }) {
  return <OneButton token={token} url="/api/requests/withdraw" label="It was not me: delete it" />
}

function OneButton({
  token,
  url,
  label,
  primary = false,
}: {
  token: string
  url: string
  label: string
  primary?: boolean
}) {
  const router = useRouter()
  const [state, send] = useVisitorForm<null>(url)
  useEffect(() => {
    if (state.kind === 'sent') router.refresh()
  }, [state.kind, router])
  const press = (event: FormEvent) => {
    event.preventDefault()
    return send({ token })
  }
  return (
    <form onSubmit={press} className="grid justify-items-start gap-3">
      {state.kind === 'failed' && <NotSent {...state} />}
      <button
        type="submit"
        disabled={state.kind === 'sending' || state.kind === 'sent'}
        className={buttonLook({ variant: primary ? 'primary' : 'secondary', size: 'large' })}
      >
        {label}
      </button>
    </form>
  )
}
