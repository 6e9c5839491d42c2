'use client'

import { useState } from 'react'
import type { PlanId } from '#lib/billing/plans.ts'
import type { BillingView } from '#lib/billing/view.ts'
import { call, type Problem } from '../settings/call.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { day, PLAN_NAMES, stateSentence } from './billing-words.ts'
import { CancelPlan } from './cancel-plan.tsx'
import { ChoosePlan, type Offer } from './choose-plan.tsx'
import { UsageBar } from './usage-bar.tsx'

export interface BillingDeskProps {
  view: BillingView
  offers: readonly Offer[]
  trialDays: number
  trialPlan: PlanId
}

/** The plan, what is used of it, and every change of it. Cards are given on the pages of Stripe only. */
export function BillingDesk({ view: given, offers, trialDays, trialPlan }: BillingDeskProps) {
  const [view, setView] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [said, setSaid] = useState('')
  const send = async <T,>(method: string, path: string, body?: object): Promise<T | null> => {
    setSaid('')
    const answer = await call<T>(method, `/api/billing/${path}`, body)
    setProblem(answer.ok ? null : answer)
    return answer.ok ? answer.value : null
  }
  const change = async (method: string, path: string, body?: object, then = 'Saved.') => {
    const next = await send<BillingView>(method, path, body)
    if (next) setView(next)
    if (next) setSaid(then)
    return next !== null
  }
  const leave = async (path: string, body: object) => {
    const next = await send<{ url: string }>('POST', path, body)
    if (next) window.location.assign(next.url)
  }
  const compare = async () => {
    const answer = await send<{ differences: unknown[]; view: BillingView }>('POST', 'reconciliation')
    if (!answer) return
    setView(answer.view)
    const { length } = answer.differences
    setSaid(
      length === 0
        ? 'Compared with Stripe: nothing differed.'
        : `Compared with Stripe: ${length} values differed and were put right.`,
    )
  }
  const sold = view.from === 'stripe'
  const living = sold && ['active', 'trialing', 'ending', 'past_due', 'unpaid', 'paused'].includes(view.state)
  return (
    <>
      <Setting id="plan" title={PLAN_NAMES[view.plan]} effect={stateSentence(view)}>
        <UsageBar usage={view.usage} />
        {view.next && (
          <p className="text-base text-ink">
            From {day(view.next.at)} on: {PLAN_NAMES[view.next.plan ?? 'free']}
            {view.next.plan === 'team' && `, ${view.next.seats} seats`}.
          </p>
        )}
        {view.subscribed === 'team' && (
          <p className="text-base text-ink-soft">
            {view.seats} seats are paid for; {view.people} people belong to the workspace or are invited.
          </p>
        )}
        {problem && problem.issues.length === 0 && <Alert {...problem.problem} />}
        <div className="flex flex-wrap gap-2">
          {sold && view.trialAvailable && (
            <Button variant="primary" onClick={() => void change('POST', 'trial', {}, 'The trial has begun.')}>
              Try {PLAN_NAMES[trialPlan]} for {trialDays} days, without a card
            </Button>
          )}
          {living && <Button onClick={() => void leave('portal', { to: 'card' })}>Card</Button>}
          {sold && view.hasAccount && (
            <Button onClick={() => void leave('portal', { to: 'overview' })}>Invoices and address</Button>
          )}
          {(view.next || view.state === 'ending') && (
            <Button onClick={() => void change('DELETE', 'cancellation', undefined, 'It goes on as it is.')}>
              Keep {PLAN_NAMES[view.subscribed ?? 'pro']}
            </Button>
          )}
          {sold && view.hasAccount && (
            <Button variant="quiet" onClick={() => void compare()}>
              Compare with Stripe
            </Button>
          )}
        </div>
        <p role="status" className="text-sm text-ink-soft">
          {said}
        </p>
      </Setting>
      {sold && (
        <ChoosePlan
          key={`${view.subscribed}/${view.seats}/${view.state}`}
          {...{ view, offers, problem, send, change, leave }}
          living={living}
        />
      )}
      {living && view.state !== 'ending' && (
        <CancelPlan view={view} onCancel={(body) => change('POST', 'cancellation', body, 'Canceled.')} />
      )}
    </>
  )
}
