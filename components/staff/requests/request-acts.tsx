'use client'

import { type FormEvent, useState } from 'react'
import { utcText } from '../../analysis/utc-text.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'
import { type Option, Select } from './select.tsx'

export interface RequestActsProps {
  id: string
  state: string
  ways: readonly { to: string; name: string }[]
  assignedTo: string | null
  colleagues: readonly Option[]
  byLaw: boolean
  isOpen: boolean
  finalDueAt: string
  now: string
}

const NOBODY = { value: '', text: 'nobody' }

export function RequestActs(props: RequestActsProps) {
  const { id, state, ways, assignedTo, colleagues, byLaw, isOpen, finalDueAt, now } = props
  const { act, problem } = useAct()
  const put = (body: object) => act('PUT', `/api/staff/requests/${id}`, body)
  const setDay = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    return put({ act: 'due', day: String(new FormData(event.currentTarget).get('day')) })
  }
  return (
    <div className="grid max-w-2xl gap-4">
      {problem && <Alert {...problem.problem} />}
      <div className="flex flex-wrap gap-3">
        {ways.map(({ to, name }) => (
          <Button key={to} onClick={() => put({ act: 'state', from: state, to })}>{`Set to ${name}`}</Button>
        ))}
        {ways.length === 0 && <p className="text-ink-soft">It is closed.</p>}
      </div>
      <Field id="assignee" label="Who works on it">
        <Select
          id="assignee"
          value={assignedTo ?? ''}
          options={[NOBODY, ...colleagues]}
          onChange={({ target }) => put({ act: 'assign', to: target.value === '' ? null : target.value })}
        />
      </Field>
      {isOpen && !byLaw && (
        <form onSubmit={setDay} className="flex flex-wrap items-end gap-3">
          <Field id="day" label="Due at the end of (UTC)">
            <Input
              id="day"
              name="day"
              type="date"
              required
              min={now.slice(0, 10)}
              defaultValue={finalDueAt.slice(0, 10)}
              className="w-auto"
            />
          </Field>
          <Button type="submit">Set the day</Button>
        </form>
      )}
    </div>
  )
}

/** More time where a law gives it: once, before the first date, with the reasons. */
export function ExtendForm({ id, until, seenDue }: { id: string; until: string; seenDue: string }) {
  const { act, problem } = useAct()
  const [reasons, setReasons] = useState('')
  const extend = (event: FormEvent) => {
    event.preventDefault()
    return act('PUT', `/api/staff/requests/${id}`, { act: 'extend', seenDue, reasons })
  }
  return (
    <form onSubmit={extend} className="grid max-w-2xl gap-3 border-t border-line pt-4">
      {problem && <Alert {...problem.problem} />}
      <Field
        id="reasons"
        label={`Reasons for taking more time, until ${utcText(until, 'minutes')}`}
        help={`Mailed to who asked at once. The law gives it once, and only before ${utcText(seenDue, 'minutes')}.`}
      >
        <Textarea
          id="reasons"
          required
          maxLength={4000}
          aria-describedby="reasons-help"
          value={reasons}
          onChange={({ target }) => setReasons(target.value)}
        />
      </Field>
      <div>
        <Button type="submit">Take more time and tell the reasons</Button>
      </div>
    </form>
  )
}
