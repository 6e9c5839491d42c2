'use client'

import { type FormEvent, useState } from 'react'
import type { BillingView } from '#lib/billing/view.ts'
import { DangerBox } from '../settings/danger-box.tsx'
import { Choice } from '../settings/setting.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { day } from './billing-words.ts'

const REASONS = [
  { value: 'too_expensive', text: 'It costs too much' },
  { value: 'missing_features', text: 'Something is missing' },
  { value: 'unused', text: 'We do not use it' },
  { value: 'switched_service', text: 'We use something else' },
  { value: 'too_complex', text: 'It is too complicated' },
  { value: 'low_quality', text: 'The answers are not good enough' },
  { value: 'other', text: 'Something else' },
] as const
type Reason = (typeof REASONS)[number]['value']

export interface CancelPlanProps {
  view: BillingView
  onCancel(body: { reason: Reason; comment: string }): Promise<boolean>
}

/** The end of a plan, with why. */
export function CancelPlan({ view, onCancel }: CancelPlanProps) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<Reason>('other')
  const [comment, setComment] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await onCancel({ reason, comment })) setOpen(false)
  }
  const end = day(view.periodEnd)
  return (
    <DangerBox
      id="cancel"
      title="Cancel the plan"
      effect={`It stays until ${end}, then the workspace is on Free. Nothing is deleted: sources stay, alerts are taken, the built-in engine answers, and analyses keep the time that they were given.`}
    >
      {open ? (
        <form onSubmit={(event) => void submit(event)} className="grid w-full max-w-md gap-4">
          <Choice<Reason> name="reason" legend="Why" value={reason} options={REASONS} onChange={setReason} />
          <Field id="comment" label="Anything else (not needed)">
            <Input id="comment" maxLength={500} value={comment} onChange={(event) => setComment(event.target.value)} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="danger">
              Cancel it on {end}
            </Button>
            <Button onClick={() => setOpen(false)}>Keep the plan</Button>
          </div>
        </form>
      ) : (
        <Button variant="quiet" onClick={() => setOpen(true)}>
          Cancel the plan …
        </Button>
      )}
    </DangerBox>
  )
}
