'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/label.tsx'
import { Textarea } from '../ui/textarea.tsx'

type Decision = 'told' | 'not_needed'

export interface BreachAuthorityProps {
  id: string
  decided: { decision: Decision; at: string; note: string } | null
}

/** Told, or not and why not: recorded once. */
export function BreachAuthority({ id, decided }: BreachAuthorityProps) {
  const router = useRouter()
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)

  async function decide(decision: Decision) {
    const saved = await call<unknown>('POST', `/api/staff/breaches/${id}/authority`, { decision, note })
    setProblem(saved.ok ? null : saved)
    if (saved.ok) router.refresh()
  }

  return (
    <Setting
      id="authority"
      title="The supervisory authority"
      effect="Within 72 hours, unless a risk to people is unlikely; later with reasons (GDPR Art. 33). Lethe records what you did, it tells no authority itself."
    >
      {decided ? (
        <div className="grid gap-1">
          <p className="font-medium text-ink">
            {decided.decision === 'told' ? 'Told' : 'No notification needed'}, recorded{' '}
            <span className="figures">{utcText(decided.at, 'minutes')}</span>
          </p>
          <p className="measure whitespace-pre-wrap wrap-anywhere text-ink-soft">{decided.note}</p>
        </div>
      ) : (
        <div className="grid w-full max-w-2xl gap-4">
          {problem && <Alert {...problem.problem} />}
          <Field
            id="note"
            label="Reference, or reasons"
            help="Which authority, when, under which reference; or why a risk is unlikely. After 72 hours also why so late."
            error={problem ? issueAt(problem, 'note') : undefined}
          >
            <Textarea
              id="note"
              maxLength={4000}
              aria-describedby="note-help"
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </Field>
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" disabled={note.trim() === ''} onClick={() => decide('told')}>
              Record that it was told
            </Button>
            <Button disabled={note.trim() === ''} onClick={() => decide('not_needed')}>
              Record that it is not needed
            </Button>
          </div>
        </div>
      )}
    </Setting>
  )
}
