import { findRetention } from '#lib/data/retention.ts'
import { changeRetention, keepOldAnalyses, retentionSchema } from '#lib/retention.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

export const GET = memberRoute('workspace:manage', async ({ member }) =>
  Response.json(await findRetention(member.tenant), { headers: NO_STORE }),
)

export const PUT = memberRoute('workspace:manage', async ({ member, request }) => {
  const given = await readJson(request, retentionSchema, 1_024)
  return Response.json(await changeRetention(member.tenant, member.userId, given), { headers: NO_STORE })
})

export const DELETE = memberRoute('workspace:manage', async ({ member }) =>
  Response.json(await keepOldAnalyses(member.tenant, member.userId), { headers: NO_STORE }),
)
