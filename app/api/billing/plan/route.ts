import { changePlan, changePlanSchema } from '#lib/billing/change-plan.ts'
import { viewBilling } from '#lib/billing/view.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

export const PUT = freshRoute('billing:manage', async ({ member, request }) => {
  await changePlan(member, await readJson(request, changePlanSchema, 1_024))
  return Response.json(await viewBilling(member.tenant), { headers: NO_STORE })
})
