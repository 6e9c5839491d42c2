import { chosenPlanSchema } from '#lib/billing/begin.ts'
import { previewChange } from '#lib/billing/change-plan.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = memberRoute('billing:manage', async ({ member, request }) => {
  const chosen = await readJson(request, chosenPlanSchema, 1_024)
  return Response.json(await previewChange(member, chosen), { headers: NO_STORE })
})
