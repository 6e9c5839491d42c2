'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Tick } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

export interface SignFormProps {
  token: string
  /** Of the document above. */
  documentSha256: string
  consent: string
  open: boolean
}

export function SignForm({ token, documentSha256, consent, open }: SignFormProps) {
  const router = useRouter()
  const [ticks, setTicks] = useState({ read: false, authority: false })
  const [state, setState] = useState<'asking' | 'sending' | Problem>('asking')
  async function sign(event: FormEvent) {
    event.preventDefault()
    setState('sending')
    const signed = await call<null>('POST', '/api/agreements/sign', { token, documentSha256, ...ticks })
    setState(signed.ok ? 'asking' : signed)
    router.refresh()
  }
  return (
    <form
      onSubmit={sign}
      className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-6"
      aria-label="Sign"
    >
      {typeof state === 'object' && <Alert {...state.problem} />}
      <Tick
        label="I have read the agreement and its annexes."
        checked={ticks.read}
        onChange={(read) => setTicks({ ...ticks, read })}
      />
      <Tick
        label="I have the authority to bind the company named in it."
        checked={ticks.authority}
        onChange={(authority) => setTicks({ ...ticks, authority })}
      />
      <p className="measure text-base text-ink-soft">
        With the button you say: “{consent}” Your name, address of the network, browser and the time are recorded with
        it.
      </p>
      <div>
        <Button
          type="submit"
          variant="primary"
          size="large"
          disabled={!open || !ticks.read || !ticks.authority || state === 'sending'}
        >
          {state === 'sending' ? 'Signing …' : 'Sign the agreement'}
        </Button>
      </div>
    </form>
  )
}
