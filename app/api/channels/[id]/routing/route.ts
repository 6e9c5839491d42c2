import { routeChannel } from '#lib/channels.ts'
import { routingSchema } from '#lib/pipeline/deliver/routing.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

export const PUT = memberRoute('channel:manage', async ({ member, request, params }) => {
  const routing = await readJson(request, routingSchema, 16_384)
  const channel = await routeChannel(member.tenant, member.userId, params.id ?? '', routing)
  return Response.json({ channel }, { headers: NO_STORE })
})
