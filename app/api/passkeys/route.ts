import { memberRoute, NO_STORE } from '#lib/route.ts'
import { passkeysOf } from '#lib/second-factor.ts'

export const GET = memberRoute('account:manage', async ({ member }) => {
  return Response.json(await passkeysOf(member), { headers: NO_STORE })
})
