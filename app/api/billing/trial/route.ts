import { startTrial } from '#lib/billing/begin.ts'
import { viewBilling } from '#lib/billing/view.ts'
import { freshRoute, NO_STORE } from '#lib/route.ts'

export const POST = freshRoute('billing:manage', async ({ member }) => {
  await startTrial(member)
  return Response.json(await viewBilling(member.tenant), { status: 201, headers: NO_STORE })
})
