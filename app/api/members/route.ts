import { membersOf } from '#lib/members.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('member:read', async ({ member }) => {
  return Response.json({ members: await membersOf(member) }, { headers: NO_STORE })
})
