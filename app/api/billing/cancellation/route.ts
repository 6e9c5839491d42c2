import { cancelPlan, cancelSchema, keepPlan } from '#lib/billing/change-plan.ts'
import { viewBilling } from '#lib/billing/view.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = freshRoute('billing:manage', async ({ member, request }) => {
  await cancelPlan(member, await readJson(request, cancelSchema, 4_096))
  return Response.json(await viewBilling(member.tenant), { headers: NO_STORE })
})

/** Takes back a cancellation or a change that waits for the end of the period. */
export const DELETE = freshRoute('billing:manage', async ({ member }) => {
  await keepPlan(member)
  return Response.json(await viewBilling(member.tenant), { headers: NO_STORE })
})
