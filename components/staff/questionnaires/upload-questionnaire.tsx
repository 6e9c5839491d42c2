'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../../settings/call.ts'
import { Setting } from '../../settings/setting.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'

/** Takes a file in, reads it, and goes to its questions. */
export function UploadQuestionnaire() {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)
  async function upload(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSending(true)
    const form = new FormData(event.currentTarget)
    const done = await call<{ id: string }>('POST', '/api/staff/questionnaires', form)
    setSending(false)
    setProblem(done.ok ? null : done)
    if (done.ok) router.push(`/staff/questionnaires/${done.value.id}`)
  }
  return (
    <Setting
      id="upload"
      title="Take one in"
      effect="XLSX or CSV, up to 10 MB. Formulas are not computed, macros are refused. It is kept sealed, for a year at most."
    >
      <form onSubmit={upload} className="grid w-full max-w-2xl gap-4">
        {problem && <Alert {...problem.problem} />}
        <Field id="asker" label="Who asks">
          <Input id="asker" name="asker" required maxLength={200} />
        </Field>
        <Field id="file" label="File" help="CAIQ, SIG, VSA, or a list of their own.">
          <input
            id="file"
            name="file"
            type="file"
            required
            accept=".xlsx,.csv"
            aria-describedby="file-help"
            className="min-h-11 text-base text-ink file:mr-3 file:h-9 file:rounded-control file:border file:border-edge file:bg-surface file:px-3 file:text-ink"
          />
        </Field>
        <Field id="due" label="Due on" help="Empty: in two business days.">
          <Input id="due" name="dueAt" type="date" aria-describedby="due-help" className="w-48" />
        </Field>
        <div>
          <Button type="submit" variant="primary" disabled={sending}>
            {sending ? 'Reading …' : 'Read it'}
          </Button>
        </div>
      </form>
    </Setting>
  )
}
