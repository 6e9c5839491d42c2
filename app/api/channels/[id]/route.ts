import { removeChannel } from '#lib/channels.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const DELETE = memberRoute('channel:manage', async ({ member, params }) => {
  await removeChannel(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
