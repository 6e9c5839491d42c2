import { rotateChannelSecret } from '#lib/channels.ts'
import { freshRoute, NO_STORE } from '#lib/route.ts'

export const POST = freshRoute('channel:manage', async ({ member, params }) => {
  const rotated = await rotateChannelSecret(member.tenant, member.userId, params.id ?? '')
  return Response.json(rotated, { headers: NO_STORE })
})
