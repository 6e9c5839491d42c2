import { getSource } from '#lib/data/sources.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'
import { saveToken, sourceTokenSchema } from '#lib/sources.ts'

const MAX_BYTES = 4 * 1024

export const POST = freshRoute('source:manage', async ({ member, request, params }) => {
  const { id } = await getSource(member.tenant, params.id ?? '')
  const given = await readJson(request, sourceTokenSchema, MAX_BYTES)
  return Response.json({ source: await saveToken(member.tenant, member.userId, id, given) }, { headers: NO_STORE })
})
