'use client'

import { ConfirmButton } from '../../settings/confirm-button.tsx'
import { Alert } from '../../ui/alert.tsx'
import { useAct } from './use-act.ts'

export function ResendMails({ id }: { id: string }) {
  const { act, problem } = useAct()
  return (
    <div className="grid gap-3">
      {problem && <Alert {...problem.problem} />}
      <div>
        <ConfirmButton
          button="Send these again"
          label="Send again what did not go out"
          title="Send these again?"
          text="Of an unknown one nobody knows whether it went out: it may come twice."
          act="Send again"
          variant="secondary"
          keep="Not now"
          onConfirm={async () => void (await act('POST', `/api/staff/requests/${id}/mails/again`))}
        />
      </div>
    </div>
  )
}
