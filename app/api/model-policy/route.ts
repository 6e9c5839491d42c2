import { changeModelPolicy, modelPolicySchema, viewModelPolicy } from '#lib/model-policy.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('model:manage', async ({ member }) => {
  return Response.json(await viewModelPolicy(member.tenant), { headers: NO_STORE })
})

export const PUT = memberRoute('model:manage', async ({ member, request }) => {
  const given = await readJson(request, modelPolicySchema, MAX_BYTES)
  return Response.json(await changeModelPolicy(member.tenant, member.userId, given), { headers: NO_STORE })
})
