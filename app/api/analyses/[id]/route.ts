import { getAnalysis } from '#lib/data/analyses.ts'
import { forgetAnalysis } from '#lib/pipeline/record.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('analysis:read', async ({ member, params }) => {
  const { id, createdAt, source, analysis, alert, revisionOfId } = await getAnalysis(member.tenant, params.id ?? '')
  return Response.json({ id, createdAt, source, analysis, alert, revisionOfId }, { headers: NO_STORE })
})

export const DELETE = memberRoute('analysis:delete', async ({ member, params }) => {
  await forgetAnalysis(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
