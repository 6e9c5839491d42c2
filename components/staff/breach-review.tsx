'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem } from '../settings/call.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { TextFields } from './text-fields.tsx'

const FIELDS = {
  cause: { label: 'Cause', help: 'What made it possible, not who.' },
  effect: { label: 'Effect', help: 'What it led to, for whom.' },
  changes: { label: 'Changes', help: 'What is different from now on, and until when.' },
} as const
type Name = keyof typeof FIELDS

export interface BreachReviewProps {
  id: string
  closed: string | null
  review: Record<Name, string | null>
}

/** Looking back closes it: everybody told, the authority settled. */
export function BreachReview({ id, closed, review }: BreachReviewProps) {
  const router = useRouter()
  const [texts, setTexts] = useState<Record<Name, string>>({ cause: '', effect: '', changes: '' })
  const [problem, setProblem] = useState<Problem | null>(null)

  async function close(event: FormEvent) {
    event.preventDefault()
    const saved = await call<unknown>('POST', `/api/staff/breaches/${id}/review`, texts)
    setProblem(saved.ok ? null : saved)
    if (saved.ok) router.refresh()
  }

  return (
    <Setting
      id="review"
      title="Review"
      effect="Closes the breach. It wants every workspace told and the authority settled."
    >
      {closed ? (
        <dl className="measure grid gap-3">
          <dt className="sr-only">Closed</dt>
          <dd className="figures text-sm text-ink-soft">closed {utcText(closed, 'minutes')}</dd>
          {(Object.keys(FIELDS) as Name[]).map((name) => (
            <div key={name}>
              <dt className="font-medium text-ink">{FIELDS[name].label}</dt>
              <dd className="whitespace-pre-wrap wrap-anywhere text-ink-soft">{review[name]}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <form onSubmit={close} className="grid w-full max-w-2xl gap-4">
          {problem && <Alert {...problem.problem} />}
          <TextFields
            fields={FIELDS}
            values={texts}
            onChange={(name, value) => setTexts({ ...texts, [name]: value })}
          />
          <div>
            <Button type="submit" variant="primary">
              Close the breach
            </Button>
          </div>
        </form>
      )}
    </Setting>
  )
}
