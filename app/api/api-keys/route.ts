import { addApiKey, newApiKeySchema } from '#lib/api-keys.ts'
import { listApiKeys } from '#lib/data/api-keys.ts'
import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('api_key:manage', async ({ member }) => {
  return Response.json({ keys: await listApiKeys(member.tenant) }, { headers: NO_STORE })
})

export const POST = freshRoute('api_key:manage', async ({ member, request }) => {
  const made = await addApiKey(member.tenant, member.userId, await readJson(request, newApiKeySchema, MAX_BYTES))
  return Response.json(made, { status: 201, headers: NO_STORE })
})
