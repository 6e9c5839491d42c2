import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { loadSessionPolicy, saveSessionPolicy, sessionPolicySchema } from '#lib/session-policy.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('session:manage', async ({ member }) => {
  return Response.json(await loadSessionPolicy(member.tenant), { headers: NO_STORE })
})

export const PUT = freshRoute('session:manage', async ({ member, request }) => {
  const given = await readJson(request, sessionPolicySchema, MAX_BYTES)
  return Response.json(await saveSessionPolicy(member.tenant, member.userId, given), { headers: NO_STORE })
})
