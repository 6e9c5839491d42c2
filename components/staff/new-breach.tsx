'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { TextFields, TOLD_FIELDS } from './text-fields.tsx'

const EMPTY = { title: '', foundAt: '', what: '', data: '', measures: '' }

export function NewBreach() {
  const router = useRouter()
  const [given, setGiven] = useState(EMPTY)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function open(event: FormEvent) {
    event.preventDefault()
    // The field has no zone: it is read as UTC, as its label says.
    const opened = await call<{ id: string }>('POST', '/api/staff/breaches', {
      ...given,
      foundAt: `${given.foundAt}:00Z`,
    })
    setProblem(opened.ok ? null : opened)
    if (opened.ok) router.push(`/staff/breaches/${opened.value.id}`)
  }

  return (
    <div className="pt-8">
      <Setting
        id="new"
        title="Open a breach"
        effect="The clock starts at the time that you give, which cannot be changed later."
      >
        <form onSubmit={open} className="grid w-full max-w-2xl gap-4">
          {problem && <Alert {...problem.problem} />}
          <Field id="title" label="Title">
            <Input
              id="title"
              required
              maxLength={200}
              value={given.title}
              onChange={({ target }) => setGiven({ ...given, title: target.value })}
            />
          </Field>
          <Field id="found" label="Found at (UTC)" error={problem ? issueAt(problem, 'foundAt') : undefined}>
            <Input
              id="found"
              type="datetime-local"
              required
              value={given.foundAt}
              onChange={({ target }) => setGiven({ ...given, foundAt: target.value })}
            />
          </Field>
          <TextFields
            fields={TOLD_FIELDS}
            values={given}
            onChange={(name, value) => setGiven({ ...given, [name]: value })}
          />
          <div>
            <Button type="submit" variant="primary">
              Open the breach
            </Button>
          </div>
        </form>
      </Setting>
    </div>
  )
}
