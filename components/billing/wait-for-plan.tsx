'use client'

import type { PlanId } from '#lib/billing/plans.ts'
import type { BillingView } from '#lib/billing/view.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { usePolled } from '../use-polled.ts'
import { PLAN_NAMES, stateSentence } from './billing-words.ts'

/** After Stripe's page: coming back proves nothing. It waits for our own state, and says for what. */
export function WaitForPlan({ view: given, plan }: { view: BillingView; plan: PlanId | null }) {
  const here = (view: BillingView) => plan === null || view.plan === plan
  const { value: view, live } = usePolled('/api/billing', given, (json) => json as BillingView)
  const back = (
    <Button asChild>
      <a href="/settings/billing">To billing</a>
    </Button>
  )
  if (here(view))
    return (
      <Alert
        tone="note"
        happened={plan === null ? 'You are back from the page of Stripe.' : `${PLAN_NAMES[view.plan]} is here.`}
        kept={stateSentence(view)}
        actions={back}
      />
    )
  return (
    <Alert
      tone="note"
      happened={`Waiting for Stripe’s word that ${PLAN_NAMES[plan ?? 'pro']} is paid.`}
      kept={
        live
          ? 'It comes within seconds as a rule. This page asks every two seconds.'
          : 'This server does not answer at the moment; the page asks again.'
      }
      todo="If it takes longer than a few minutes: nothing is lost, open billing and compare with Stripe. Do not pay again."
      actions={back}
    />
  )
}
