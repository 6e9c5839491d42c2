'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { TextFields, TOLD_FIELDS } from './text-fields.tsx'

export interface BreachTextsProps {
  id: string
  title: string
  what: string
  data: string
  measures: string
  closed: boolean
}

/** What those concerned are told; can be corrected until it is closed. */
export function BreachTexts({ id, title, closed, ...told }: BreachTextsProps) {
  const router = useRouter()
  const [texts, setTexts] = useState(told)
  const [state, setState] = useState<'idle' | 'saved' | Problem>('idle')

  async function save(event: FormEvent) {
    event.preventDefault()
    const saved = await call<unknown>('PUT', `/api/staff/breaches/${id}`, { title, ...texts })
    setState(saved.ok ? 'saved' : saved)
    if (saved.ok) router.refresh()
  }

  return (
    <Setting id="texts" title="What is told" effect="To owners and admins of the workspaces below, by mail.">
      <form onSubmit={save} className="w-full max-w-2xl">
        <fieldset disabled={closed} className="grid gap-4">
          {typeof state === 'object' && <Alert {...state.problem} />}
          <TextFields
            fields={TOLD_FIELDS}
            values={texts}
            onChange={(name, value) => {
              setTexts({ ...texts, [name]: value })
              setState('idle')
            }}
          />
          {!closed && (
            <div className="flex items-center gap-3">
              <Button type="submit">Save the texts</Button>
              <span role="status" className="text-sm text-ink-soft">
                {state === 'saved' ? 'Saved.' : ''}
              </span>
            </div>
          )}
        </fieldset>
      </form>
    </Setting>
  )
}
