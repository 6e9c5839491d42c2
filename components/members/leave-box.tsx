'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { DangerBox } from '../settings/danger-box.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { FIELD } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

interface Colleague {
  userId: string
  email: string
}

export interface LeaveBoxProps {
  workspaceName: string
  ownId: string
  /** Whom an owner may hand the workspace to; empty for everybody else. */
  heirs: readonly Colleague[]
  lastOwner: boolean
}

/** Handing the workspace over, and leaving it. */
export function LeaveBox({ workspaceName, ownId, heirs, lastOwner }: LeaveBoxProps) {
  const [heir, setHeir] = useState(heirs[0]?.userId ?? '')
  const chosen = heirs.find(({ userId }) => userId === heir)?.email ?? ''
  return (
    <>
      {heirs.length > 0 && (
        <DangerBox
          id="hand-over"
          title="Hand over"
          effect="Another member becomes owner and you become admin, both at once. Only they can give it back."
        >
          <Field id="heir" label="New owner">
            <select
              id="heir"
              className={`${FIELD} h-9 w-auto max-w-full px-2 text-base`}
              value={heir}
              onChange={({ target }) => setHeir(target.value)}
            >
              {heirs.map(({ userId, email }) => (
                <option key={userId} value={userId}>
                  {email}
                </option>
              ))}
            </select>
          </Field>
          <Confirmed
            button="Hand over"
            title={`Hand ${workspaceName} over to ${chosen}?`}
            description={`${chosen} is told by mail. You stay as admin.`}
            method="POST"
            url={`/api/members/${encodeURIComponent(heir)}/transfer`}
          />
        </DangerBox>
      )}
      <DangerBox
        id="leave"
        title="Leave"
        effect={
          lastOwner
            ? 'You are the only owner. A workspace keeps one: hand it over first.'
            : 'Your session here ends at once. Your analyses stay with the workspace.'
        }
      >
        {!lastOwner && (
          <Confirmed
            button="Leave this workspace"
            title={`Leave ${workspaceName}?`}
            description="Only an owner or admin can let you in again."
            method="DELETE"
            url={`/api/members/${encodeURIComponent(ownId)}`}
          />
        )}
      </DangerBox>
    </>
  )
}

interface ConfirmedProps {
  button: string
  title: string
  description: string
  method: 'POST' | 'DELETE'
  url: string
}

/** Asks once more, then does it and starts the page anew: who the person is here has changed. */
function Confirmed({ button, title, description, method, url }: ConfirmedProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function act() {
    setBusy(true)
    const done = await call<unknown>(method, url)
    if (done.ok) return location.assign(method === 'DELETE' ? '/analyze' : location.pathname)
    setProblem(done)
    setBusy(false)
  }

  return (
    <Dialog onOpenChange={() => setProblem(null)}>
      <DialogTrigger asChild>
        <Button variant="danger">{button}</Button>
      </DialogTrigger>
      <DialogContent title={title} description={description}>
        {problem && <Alert {...problem.problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Stay as it is</Button>
          </DialogClose>
          <Button variant="danger" disabled={busy} onClick={act}>
            {button}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
