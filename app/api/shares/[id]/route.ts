import { memberRoute, NO_STORE } from '#lib/route.ts'
import { unshare } from '#lib/sharing.ts'

export const DELETE = memberRoute('analysis:share', async ({ member, params }) => {
  await unshare(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
