import { reopenChannel } from '#lib/channels.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const POST = memberRoute('channel:manage', async ({ member, params }) => {
  const channel = await reopenChannel(member.tenant, member.userId, params.id ?? '')
  return Response.json({ channel }, { headers: NO_STORE })
})
