'use client'

import { type FormEvent, useState } from 'react'
import type { Preview } from '#lib/billing/change-plan.ts'
import type { PaidPlanId } from '#lib/billing/plans.ts'
import type { BillingView } from '#lib/billing/view.ts'
import { issueAt, type Problem } from '../settings/call.ts'
import { Choice, Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { day, money } from './billing-words.ts'

export interface Offer {
  plan: PaidPlanId
  name: string
  cents: number
  per: 'workspace' | 'seat'
  about: string
}

export interface ChoosePlanProps {
  view: BillingView
  offers: readonly Offer[]
  /** There is a subscription to change; else one is begun on Stripe's page. */
  living: boolean
  problem: Problem | null
  send<T>(method: string, path: string, body?: object): Promise<T | null>
  change(method: string, path: string, body?: object, then?: string): Promise<boolean>
  leave(path: string, body: object): Promise<void>
}

/** A plan and, where it is paid for by the seat, how many; what it comes to is shown before it is done. */
export function ChoosePlan({ view, offers, living, problem, send, change, leave }: ChoosePlanProps) {
  const [plan, setPlan] = useState<PaidPlanId>(view.subscribed ?? 'pro')
  const [seats, setSeats] = useState(String(Math.max(view.seats, view.people)))
  const [preview, setPreview] = useState<Preview | null>(null)
  const offer = offers.find((one) => one.plan === plan)
  const chosen = { plan, seats: offer?.per === 'seat' ? Number(seats) : 1 }
  const error = issueAt(problem, 'seats')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (living) setPreview(await send<Preview>('POST', 'preview', chosen))
    else await leave('checkout', chosen)
  }
  const confirm = async () => {
    if (preview && (await change('PUT', 'plan', { ...chosen, prorationDate: preview.prorationDate }))) setPreview(null)
  }
  return (
    <Setting
      id="choose"
      title={living ? 'Another plan' : 'Choose a plan'}
      effect="Paid by the month, before tax. More is had at once and charged for the rest of the period; less waits for its end. Coupons are entered on Stripe’s page."
    >
      <form onSubmit={(event) => void submit(event)} className="grid max-w-md gap-4">
        <Choice
          name="plan"
          legend="Plan"
          value={plan}
          options={offers.map(({ plan: value, name, cents, per, about }) => ({
            ...{ value, text: `${name}: ${money(cents)} for each ${per} and month. ${about}` },
          }))}
          onChange={(value) => {
            setPlan(value)
            setPreview(null)
          }}
        />
        {offer?.per === 'seat' && (
          <Field id="seats" label="Seats" error={error}>
            <Input
              id="seats"
              type="number"
              min={1}
              max={1000}
              required
              value={seats}
              aria-invalid={error === undefined ? undefined : true}
              onChange={(event) => {
                setSeats(event.target.value)
                setPreview(null)
              }}
              className="w-28"
            />
          </Field>
        )}
        <div>
          <Button type="submit" variant={living ? 'secondary' : 'primary'}>
            {living ? 'Show what it comes to' : 'Go to payment'}
          </Button>
        </div>
      </form>
      {preview && <PreviewBox preview={preview} onConfirm={() => void confirm()} />}
    </Setting>
  )
}

function PreviewBox({ preview, onConfirm }: { preview: Preview; onConfirm(): void }) {
  const { when, at, dueCents, monthlyCents, currency } = preview
  if (when === 'same') return <Alert tone="note" happened="That is the plan you have." />
  const then = `${money(monthlyCents, currency)} a month`
  return (
    <Alert
      tone="note"
      happened={
        when === 'now'
          ? `${money(dueCents, currency)} now, for the rest of this period.`
          : `Nothing now. It changes on ${day(at === null ? null : String(at))}.`
      }
      kept={`Then ${then}.`}
      todo={when === 'now' ? 'If the card is declined, nothing changes.' : 'What was paid for stays until then.'}
      actions={
        <Button variant="primary" onClick={onConfirm}>
          {when === 'now' ? 'Change it now' : 'Change it then'}
        </Button>
      }
    />
  )
}
