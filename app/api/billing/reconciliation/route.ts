import { reconcile } from '#lib/billing/reconcile.ts'
import { viewBilling } from '#lib/billing/view.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

/** Compares with Stripe now, and says what differed. */
export const POST = memberRoute('billing:manage', async ({ member }) => {
  const differences = await reconcile(member.tenant, member.userId)
  return Response.json({ differences, view: await viewBilling(member.tenant) }, { headers: NO_STORE })
})
