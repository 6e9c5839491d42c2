import { memberRoute, NO_STORE } from '#lib/route.ts'
import { removeSource } from '#lib/sources.ts'

export const DELETE = memberRoute('source:manage', async ({ member, params }) => {
  await removeSource(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
