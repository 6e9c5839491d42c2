'use client'

import { ConfirmButton } from '../settings/confirm-button.tsx'
import { Alert } from '../ui/alert.tsx'
import { useAct } from './use-act.ts'

export interface ResendMailsProps {
  url: string
  label: string
  /** What sending again may do. */
  text: string
}

/** For mails that were given up, or of which nobody knows whether they went out. */
export function ResendMails({ url, label, text }: ResendMailsProps) {
  const { act, problem } = useAct()
  return (
    <div className="grid w-full gap-3">
      {problem && <Alert {...problem.problem} />}
      <div>
        <ConfirmButton
          button="Send these again"
          label={label}
          title="Send these again?"
          text={text}
          act="Send again"
          variant="secondary"
          keep="Not now"
          onConfirm={async () => void (await act('POST', url))}
        />
      </div>
    </div>
  )
}
