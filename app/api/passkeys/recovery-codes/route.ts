import { freshRoute, NO_STORE } from '#lib/route.ts'
import { renewRecoveryCodes } from '#lib/second-factor.ts'

export const POST = freshRoute('account:manage', async ({ member }) => {
  return Response.json(await renewRecoveryCodes(member), { headers: NO_STORE })
})
