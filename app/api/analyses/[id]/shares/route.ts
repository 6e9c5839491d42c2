import { getAnalysis } from '#lib/data/analyses.ts'
import { listShareLinks } from '#lib/data/share-links.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { share, shareSchema } from '#lib/sharing.ts'

const MAX_BYTES = 1024

export const GET = memberRoute('analysis:share', async ({ member, params }) => {
  const { id } = await getAnalysis(member.tenant, params.id ?? '')
  return Response.json({ links: await listShareLinks(member.tenant, id) }, { headers: NO_STORE })
})

export const POST = memberRoute('analysis:share', async ({ member, request, params }) => {
  const given = await readJson(request, shareSchema, MAX_BYTES)
  const shared = await share(member.tenant, member.userId, params.id ?? '', given)
  return Response.json(shared, { status: 201, headers: NO_STORE })
})
