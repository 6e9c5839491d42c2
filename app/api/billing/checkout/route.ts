import { chosenPlanSchema, openCheckout } from '#lib/billing/begin.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = freshRoute('billing:manage', async ({ member, request }) => {
  const chosen = await readJson(request, chosenPlanSchema, 1_024)
  return Response.json(await openCheckout(member, chosen), { status: 201, headers: NO_STORE })
})
