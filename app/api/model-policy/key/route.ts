import { changeModelKey, modelKeySchema } from '#lib/model-policy.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

/** Write-only: no answer of any route holds the key again. */
export const PUT = freshRoute('model:manage', async ({ member, request }) => {
  const given = await readJson(request, modelKeySchema, MAX_BYTES)
  return Response.json(await changeModelKey(member.tenant, member.userId, given), { headers: NO_STORE })
})
