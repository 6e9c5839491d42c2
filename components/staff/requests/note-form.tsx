'use client'

import { type FormEvent, useState } from 'react'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'

export function NoteForm({ id }: { id: string }) {
  const { act, problem } = useAct()
  const [note, setNote] = useState('')
  async function save(event: FormEvent) {
    event.preventDefault()
    if (await act('POST', `/api/staff/requests/${id}/notes`, { note })) setNote('')
  }
  return (
    <form onSubmit={save} className="grid max-w-2xl gap-3">
      {problem && <Alert {...problem.problem} />}
      <Field id="note" label="A note">
        <Textarea id="note" required maxLength={4000} value={note} onChange={({ target }) => setNote(target.value)} />
      </Field>
      <div>
        <Button type="submit">Add the note</Button>
      </div>
    </form>
  )
}
