'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '../../settings/confirm-button.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { useAct } from '../use-act.ts'

export interface DraftActsProps {
  id: string
  /** As it is shown above: another is not sent. */
  revision: number
  mails: number
}

export function DraftActs({ id, revision, mails }: DraftActsProps) {
  const router = useRouter()
  const { act, problem } = useAct()
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
          onConfirm={async () => void (await act('POST', `/api/staff/notices/${id}/send`, { revision }))}
        />
        <ConfirmButton
          button="Discard it"
          label="Discard the draft"
          title="Discard the draft?"
          text="It was sent to nobody. That it was drafted stays in the log."
          act="Discard"
          variant="secondary"
          onConfirm={async () => void (await act('DELETE', `/api/staff/notices/${id}`, undefined, leave))}
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
