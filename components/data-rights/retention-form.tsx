'use client'

import { type FormEvent, useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

export interface RetentionView {
  days: number
  announced: { days: number; effectiveAt: string } | null
}

export interface RetentionFormProps {
  retention: RetentionView
  noticeDays: number
  /** The plan and the longest that it keeps new analyses. */
  plan: { name: string; days: number }
}

/** How long analyses are kept, and what a shorter limit will do to those that are here. */
export function RetentionForm({ retention, noticeDays, plan }: RetentionFormProps) {
  const [view, setView] = useState(retention)
  const [days, setDays] = useState(String(retention.days))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saved, setSaved] = useState(false)
  const send = async (method: 'PUT' | 'DELETE', body?: object) => {
    const answer = await call<RetentionView>(method, '/api/retention', body)
    setProblem(answer.ok ? null : answer)
    setSaved(answer.ok)
    if (answer.ok) setView(answer.value)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send('PUT', { days: Number(days) })
  }
  const error = issueAt(problem, 'days') && 'Give a whole number of days from 1 to 3650.'
  return (
    <Setting
      id="retention"
      title="How long analyses are kept"
      effect={`A new limit holds for new analyses at once. A shorter one reaches those that are here after ${noticeDays} days; a longer one keeps nothing that was promised to go.`}
    >
      <form onSubmit={submit} className="grid max-w-sm gap-3">
        <Field id="days" label="Days" error={error}>
          <div className="flex gap-2">
            <Input
              id="days"
              type="number"
              min={1}
              max={3650}
              required
              value={days}
              aria-invalid={error === undefined ? undefined : true}
              aria-describedby={error === undefined ? undefined : 'days-error'}
              onChange={(event) => {
                setDays(event.target.value)
                setSaved(false)
              }}
              className="w-28"
            />
            <Button type="submit" disabled={Number(days) === view.days}>
              Save
            </Button>
          </div>
        </Field>
      </form>
      {problem && error === undefined && <Alert {...problem.problem} />}
      {view.days > plan.days && (
        <p className="measure text-base text-ink">
          {plan.name} keeps new analyses for at most {plan.days} days, so that is what holds for them now. Those that
          are here keep the time that they were given.
        </p>
      )}
      {view.announced && (
        <Alert
          tone="note"
          happened={`Analyses older than ${view.announced.days} days are deleted from ${utcText(view.announced.effectiveAt, 'minutes')} on.`}
          todo="Until then they stay. Export what you want to keep, or let them keep their time."
          actions={<Button onClick={() => void send('DELETE')}>Let old analyses keep their time</Button>}
        />
      )}
      <p role="status" className="text-sm text-ink-soft">
        {saved && 'Saved.'}
      </p>
    </Setting>
  )
}
