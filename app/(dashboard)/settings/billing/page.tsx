import type { Metadata } from 'next'
import { BillingDesk } from '#components/billing/billing-desk.tsx'
import { stateSentence } from '#components/billing/billing-words.ts'
import { InvoiceTable } from '#components/billing/invoice-table.tsx'
import { UsageBar } from '#components/billing/usage-bar.tsx'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listInvoices } from '#lib/billing/begin.ts'
import { PAID_PLAN_IDS, PLANS, TRIAL_DAYS, TRIAL_PLAN } from '#lib/billing/plans.ts'
import { viewBilling } from '#lib/billing/view.ts'
import { listManagers } from '#lib/managers.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Billing' }

const OFFERS = PAID_PLAN_IDS.flatMap((plan) => {
  const { name, about, price } = PLANS[plan]
  return price ? [{ plan, name, about, cents: price.cents, per: price.per }] : []
})

export default async function BillingPage() {
  const { tenant, role, workspaceName } = await requireMember()
  const view = await viewBilling(tenant)
  const manages = can(role, 'billing:manage')
  const sold = view.from === 'stripe'
  return (
    <>
      <PageHeader
        title="Billing"
        lead="The plan of this workspace and what is used of it. Cards are given to Stripe, never to us."
      />
      {manages ? (
        <BillingDesk view={view} offers={OFFERS} trialDays={TRIAL_DAYS} trialPlan={TRIAL_PLAN} />
      ) : (
        <>
          <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'billing:manage')} />
          <p className="mb-4 text-base text-ink">
            {PLANS[view.plan].name}. {stateSentence(view)}
          </p>
          <UsageBar usage={view.usage} />
        </>
      )}
      {manages && sold && view.hasAccount && <InvoiceTable invoices={await listInvoices(tenant).catch(() => null)} />}
    </>
  )
}
