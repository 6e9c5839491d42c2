import { freshRoute, NO_STORE } from '#lib/route.ts'
import { beginEnrolment } from '#lib/second-factor.ts'

export const POST = freshRoute('account:manage', async ({ member }) => {
  return Response.json(await beginEnrolment(member), { headers: NO_STORE })
})
