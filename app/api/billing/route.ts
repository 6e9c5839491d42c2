import { viewBilling } from '#lib/billing/view.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('member:read', async ({ member }) =>
  Response.json(await viewBilling(member.tenant), { headers: NO_STORE }),
)
