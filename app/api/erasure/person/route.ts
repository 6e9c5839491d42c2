import { eraseAccount, personErasureSchema } from '#lib/erasure.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = freshRoute('person:own', async ({ member, request }) => {
  const given = await readJson(request, personErasureSchema, 4_096)
  return Response.json(await eraseAccount(member, given), { headers: NO_STORE })
})
