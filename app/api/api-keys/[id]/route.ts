import { revokeApiKey } from '#lib/api-keys.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

/** Ending access never has to wait for a fresh sign-in. */
export const DELETE = memberRoute('api_key:manage', async ({ member, params }) => {
  await revokeApiKey(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
