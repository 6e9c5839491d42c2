'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

/** What is asked of the server, by what is to be erased. */
const REQUESTS = {
  account: { address: '/api/erasure/person', bodyOf: (email: string) => ({ email }) },
  workspace_in_a_week: { address: '/api/erasure', bodyOf: (name: string) => ({ name, when: 'in_a_week' }) },
  workspace_now: { address: '/api/erasure', bodyOf: (name: string) => ({ name, when: 'now' }) },
} as const

export interface TypedErasureProps {
  /** On the button, in the dialog's title, and on the button that does it. */
  button: string
  title: string
  text: string
  act: string
  /** What has to be typed, word for word. */
  word: string
  label: string
  erases: keyof typeof REQUESTS
  /** Where one is afterwards. */
  then: string
}

/** For what takes everything: the name has to be typed, so that a slip is not enough. */
export function TypedErasure({ button, title, text, act, word, label, erases, then }: TypedErasureProps) {
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const erase = async () => {
    setBusy(true)
    const { address, bodyOf } = REQUESTS[erases]
    const answer = await call('POST', address, bodyOf(typed))
    setBusy(false)
    if (answer.ok) window.location.assign(then)
    else setProblem(answer)
  }
  return (
    <Dialog onOpenChange={() => setTyped('')}>
      <DialogTrigger asChild>
        <Button variant="danger">{button}</Button>
      </DialogTrigger>
      <DialogContent title={title} description={text}>
        <Field id="typed" label={label}>
          <Input
            id="typed"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {problem && <Alert {...problem.problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep everything</Button>
          </DialogClose>
          <Button variant="danger" onClick={() => void erase()} disabled={busy || typed.trim() !== word}>
            {busy ? 'Erasing' : act}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
