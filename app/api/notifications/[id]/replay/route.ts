import { replayMessage } from '#lib/channels.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const POST = memberRoute('channel:manage', async ({ member, params }) => {
  await replayMessage(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
