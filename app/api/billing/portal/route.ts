import { openPortal, portalSchema } from '#lib/billing/begin.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = freshRoute('billing:manage', async ({ member, request }) => {
  const given = await readJson(request, portalSchema, 1_024)
  return Response.json(await openPortal(member, given), { status: 201, headers: NO_STORE })
})
