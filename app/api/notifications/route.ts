import { listNotifications } from '#lib/data/notifications.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const query = new URL(request.url).searchParams
  const [analysisId, cursor] = [query.get('analysis') ?? undefined, query.get('cursor') ?? undefined]
  return Response.json(await listNotifications(member.tenant, { analysisId, cursor }), { headers: NO_STORE })
})
