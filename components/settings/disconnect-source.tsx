'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import type { Problem } from './call.ts'
import { DangerBox } from './danger-box.tsx'
import { removeSource } from './source-client.ts'

/** The end of a source, in its own box at the end of its page. */
export function DisconnectSource({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const disconnect = async () => {
    setBusy(true)
    const removed = await removeSource(id)
    if (removed.ok) return router.push('/settings/sources')
    setProblem(removed)
    setBusy(false)
  }
  return (
    <DangerBox
      id="disconnect"
      title="Disconnect"
      effect="The address stops taking events at once. What is being analyzed is finished and told. The list of deliveries goes a day later; analyses stay until you delete them."
    >
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="danger">Disconnect this source</Button>
        </DialogTrigger>
        <DialogContent
          title={`Disconnect ${name}?`}
          description="Its address is gone for good: a source added later gets another one. Remove the webhook at the sender too, or its deliveries will be refused there."
        >
          {problem && <Alert {...problem.problem} />}
          <DialogActions>
            <DialogClose asChild>
              <Button>Keep it</Button>
            </DialogClose>
            <Button variant="danger" onClick={disconnect} disabled={busy}>
              Disconnect
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </DangerBox>
  )
}
