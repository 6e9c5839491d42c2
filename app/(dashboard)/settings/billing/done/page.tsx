import type { Metadata } from 'next'
import { WaitForPlan } from '#components/billing/wait-for-plan.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PAID_PLAN_IDS } from '#lib/billing/plans.ts'
import { viewBilling } from '#lib/billing/view.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Billing' }

/** Stripe leads here. What stands in the address is only what to wait for; what is here is told by our own state. */
export default async function BillingDonePage({
  searchParams,
}: {
  searchParams: Promise<{ plan?: string | string[] }>
}) {
  const { tenant } = await requireMember()
  const { plan: asked } = await searchParams
  const plan = PAID_PLAN_IDS.find((id) => id === asked) ?? null
  return (
    <>
      <PageHeader title="Billing" lead="Back from Stripe." />
      <WaitForPlan view={await viewBilling(tenant)} plan={plan} />
    </>
  )
}
