'use client'

import { type FormEvent, useState } from 'react'
import { issueAt } from '../../settings/call.ts'
import { Choice } from '../../settings/setting.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'

export interface TriageFormProps {
  id: string
  open: boolean
  verdict: string | null
  severity: string | null
  duplicateOf: string | null
  affected: string
  reason: string
  severities: readonly { value: string; text: string }[]
}

const VERDICTS = [
  { value: 'accepted', text: 'Accepted: we could repeat it' },
  { value: 'duplicate', text: 'Duplicate: it was reported before' },
  { value: 'invalid', text: 'Invalid: no weakness' },
]

export function TriageForm({ id, open, severities, ...start }: TriageFormProps) {
  const { act, problem } = useAct()
  const [given, setGiven] = useState({ ...start, verdict: start.verdict ?? '', severity: start.severity ?? '' })
  const [saved, setSaved] = useState(false)
  const set = (change: Partial<typeof given>) => {
    setGiven({ ...given, ...change })
    setSaved(false)
  }
  async function save(event: FormEvent) {
    event.preventDefault()
    const { verdict, severity, duplicateOf, affected, reason } = given
    const accepted = verdict === 'accepted'
    setSaved(
      await act('PUT', `/api/staff/requests/${id}/triage`, {
        ...{ verdict, severity: accepted && severity !== '' ? severity : null, affected, reason },
        duplicateOf: verdict === 'duplicate' && duplicateOf ? duplicateOf : null,
      }),
    )
  }
  return (
    <form onSubmit={save} className="grid max-w-2xl gap-4">
      {problem && <Alert {...problem.problem} />}
      <Choice
        name="verdict"
        legend="Verdict"
        value={given.verdict}
        options={VERDICTS}
        onChange={(verdict) => set({ verdict })}
      />
      {given.verdict === 'accepted' && (
        <Choice
          name="severity"
          legend="Severity"
          value={given.severity}
          options={severities}
          onChange={(severity) => set({ severity })}
        />
      )}
      {issueAt(problem, 'severity') && (
        <p role="alert" className="border-l-2 border-ink pl-2 text-sm font-medium text-ink">
          {issueAt(problem, 'severity')}
        </p>
      )}
      {given.verdict === 'duplicate' && (
        <Field
          id="duplicate"
          label="Number of the first report, if it stands here"
          error={issueAt(problem, 'duplicateOf')}
        >
          <Input
            id="duplicate"
            value={given.duplicateOf ?? ''}
            onChange={({ target }) => set({ duplicateOf: target.value })}
          />
        </Field>
      )}
      <WhyFields affected={given.affected} reason={given.reason} set={set} />
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={!open || given.verdict === ''}>
          Save the triage
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {saved ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}

interface WhyFieldsProps {
  affected: string
  reason: string
  set(change: { affected: string } | { reason: string }): void
}

function WhyFields({ affected, reason, set }: WhyFieldsProps) {
  return (
    <>
      <Field id="affected" label="Affected versions, if known">
        <Input
          id="affected"
          maxLength={300}
          value={affected}
          onChange={({ target }) => set({ affected: target.value })}
        />
      </Field>
      <Field id="reason" label="Why">
        <Textarea
          id="reason"
          required
          maxLength={4000}
          value={reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      </Field>
    </>
  )
}
