import { removeExactValues } from '#lib/redaction-policy.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const DELETE = memberRoute('redaction:manage', async ({ member, params }) => {
  await removeExactValues(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
