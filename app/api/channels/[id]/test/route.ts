import { testChannel } from '#lib/channels.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const POST = memberRoute('channel:manage', async ({ member, params }) => {
  const tested = await testChannel(member.tenant, member.userId, params.id ?? '')
  return Response.json(tested, { headers: NO_STORE })
})
