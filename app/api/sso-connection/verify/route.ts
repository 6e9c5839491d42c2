import { freshRoute, NO_STORE } from '#lib/route.ts'
import { verifyDomain } from '#lib/sso/settings.ts'

export const POST = freshRoute('sso:manage', async ({ member }) => {
  return Response.json(await verifyDomain(member), { headers: NO_STORE })
})
