'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call, type Problem } from '../../settings/call.ts'
import { ConfirmButton } from '../../settings/confirm-button.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'

/** One request, then the page as it is now. */
function useAct() {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  async function act(method: string, url: string, body?: unknown, then = () => router.refresh()) {
    const done = await call<unknown>(method, url, body)
    setProblem(done.ok ? null : done)
    if (done.ok) then()
  }
  return { act, problem, router }
}

export interface DraftActsProps {
  id: string
  /** As it is shown above: another is not sent. */
  revision: number
  mails: number
}

export function DraftActs({ id, revision, mails }: DraftActsProps) {
  const { act, problem, router } = useAct()
  const leave = () => router.push('/staff/notices')
  return (
    <div className="grid w-full gap-3">
      {problem && <Alert {...problem.problem} />}
      <div className="flex flex-wrap gap-3">
        <ConfirmButton
          button="Send it"
          label="Send the notice"
          title={`Send ${mails} ${mails === 1 ? 'mail' : 'mails'}?`}
          text="They go out now, and it stands on the page of changes. It cannot be changed or taken back."
          act="Send the notice"
          variant="primary"
          keep="Not yet"
          onConfirm={() => act('POST', `/api/staff/notices/${id}/send`, { revision })}
        />
        <ConfirmButton
          button="Discard it"
          label="Discard the draft"
          title="Discard the draft?"
          text="It was sent to nobody. That it was drafted stays in the log."
          act="Discard"
          variant="secondary"
          onConfirm={() => act('DELETE', `/api/staff/notices/${id}`, undefined, leave)}
        />
      </div>
    </div>
  )
}

export function ResendAct({ id }: { id: string }) {
  const { act, problem } = useAct()
  return (
    <div className="grid w-full gap-3">
      {problem && <Alert {...problem.problem} />}
      <div>
        <ConfirmButton
          button="Send these again"
          label="Send again to those not reached"
          title="Send these again?"
          text="Of an unknown one nobody knows whether it went out: such a reader may get it twice."
          act="Send again"
          variant="secondary"
          keep="Not now"
          onConfirm={() => act('POST', `/api/staff/notices/${id}/resend`)}
        />
      </div>
    </div>
  )
}

export function FirstListAct() {
  const { act, problem } = useAct()
  return (
    <div className="grid w-full gap-3">
      {problem && <Alert {...problem.problem} />}
      <div>
        <Button onClick={() => act('POST', '/api/staff/notices/first-list')}>Take the list of today as told</Button>
      </div>
    </div>
  )
}
