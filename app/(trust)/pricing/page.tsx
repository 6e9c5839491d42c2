import { PlanTable } from '#components/site/plan-table.tsx'
import { PLAN_IDS, PLANS } from '#lib/billing/plans.ts'
import { pricingPage } from '#lib/trust/pages/pricing.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(pricingPage)

export default function Page() {
  return (
    <ShowPage page={pricingPage} parts={() => ({ plans: <PlanTable plans={PLAN_IDS.map((id) => PLANS[id])} /> })} />
  )
}
