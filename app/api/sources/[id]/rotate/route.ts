import { getSource } from '#lib/data/sources.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'
import { rotatedSecretSchema, rotateSecret } from '#lib/sources.ts'

const MAX_BYTES = 4 * 1024

export const POST = freshRoute('source:manage', async ({ member, request, params }) => {
  const { id } = await getSource(member.tenant, params.id ?? '')
  const given = await readJson(request, rotatedSecretSchema, MAX_BYTES)
  return Response.json(await rotateSecret(member.tenant, member.userId, id, given), { headers: NO_STORE })
})
