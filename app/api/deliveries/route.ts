import { listDeliveries } from '#lib/data/deliveries.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const query = new URL(request.url).searchParams
  const [sourceId, cursor] = [query.get('source') ?? undefined, query.get('cursor') ?? undefined]
  const limit = query.has('limit') ? Number(query.get('limit')) : undefined
  return Response.json(await listDeliveries(member.tenant, { sourceId, cursor, limit }), { headers: NO_STORE })
})
