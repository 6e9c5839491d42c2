import { withdraw } from '#lib/members.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const DELETE = memberRoute('member:manage', async ({ member, params }) => {
  await withdraw(member, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
