'use client'

import { type FormEvent, useState } from 'react'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

export interface SessionLimitsProps {
  idleMinutes: number | null
  absoluteHours: number | null
  secondFactor: boolean
}

/** Empty means: as for everybody. */
export function SessionLimits(given: SessionLimitsProps) {
  const [idle, setIdle] = useState(given.idleMinutes?.toString() ?? '')
  const [absolute, setAbsolute] = useState(given.absoluteHours?.toString() ?? '')
  const [secondFactor, setSecondFactor] = useState(given.secondFactor)
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | Problem>('idle')
  const problem = typeof state === 'object' ? state : null

  async function save(event: FormEvent) {
    event.preventDefault()
    setState('saving')
    const number = (text: string) => (text.trim() === '' ? null : Number(text))
    const body = { idleMinutes: number(idle), absoluteHours: number(absolute), secondFactor }
    const saved = await call<unknown>('PUT', '/api/session-policy', body)
    setState(saved.ok ? 'saved' : saved)
  }

  return (
    <form onSubmit={save} className="grid gap-4">
      {problem && <Alert {...problem.problem} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          id="idle"
          label="Minutes without use"
          help="5 to 480. Empty: 480."
          error={problem ? issueAt(problem, 'idleMinutes') : undefined}
        >
          <Input
            id="idle"
            type="number"
            min={5}
            max={480}
            value={idle}
            onChange={({ target }) => setIdle(target.value)}
          />
        </Field>
        <Field
          id="absolute"
          label="Hours since signing in"
          help="1 to 168. Empty: 168."
          error={problem ? issueAt(problem, 'absoluteHours') : undefined}
        >
          <Input
            id="absolute"
            type="number"
            min={1}
            max={168}
            value={absolute}
            onChange={({ target }) => setAbsolute(target.value)}
          />
        </Field>
      </div>
      <label htmlFor="second-factor" className="flex items-start gap-3 text-base text-ink">
        <input
          id="second-factor"
          type="checkbox"
          className="mt-0.5 size-4"
          checked={secondFactor}
          onChange={({ target }) => setSecondFactor(target.checked)}
        />
        <span>
          Everybody here needs a passkey
          <span className="block text-sm text-ink-soft">
            Who has none makes one before anything of this workspace opens.
          </span>
        </span>
      </label>
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={state === 'saving'}>
          Save the limits
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {state === 'saved' ? 'Saved. They hold at once, for sessions that are under way too.' : ''}
        </span>
      </div>
    </form>
  )
}
