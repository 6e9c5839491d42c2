'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { workspaceHeader } from '../../request.ts'
import type { Problem, Saved } from '../../settings/call.ts'
import { Setting } from '../../settings/setting.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'

const NO_ANSWER = {
  happened: 'The server did not answer.',
  kept: 'What you entered is still on this page.',
  todo: 'Try again when the connection is back.',
}

async function send(form: FormData): Promise<Saved<{ id: string }>> {
  try {
    const answer = await fetch('/api/staff/questionnaires', { method: 'POST', headers: workspaceHeader(), body: form })
    if (answer.ok) return { ok: true, value: (await answer.json()) as { id: string } }
    const { happened, kept, todo, issues = [] } = await answer.json()
    return { ok: false, problem: { happened, kept, todo }, issues }
  } catch {
    return { ok: false, problem: NO_ANSWER, issues: [] }
  }
}

/** Takes a file in, reads it, and goes to its questions. */
export function UploadQuestionnaire() {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)
  async function upload(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSending(true)
    const done = await send(new FormData(event.currentTarget))
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
