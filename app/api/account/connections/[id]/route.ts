import { endConnection } from '#lib/account.ts'
import { freshRoute, NO_STORE } from '#lib/route.ts'

export const DELETE = freshRoute('account:manage', async ({ member, params }) => {
  await endConnection(member, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
