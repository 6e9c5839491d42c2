import { deleteSessionOfUser } from '#lib/data/sessions.ts'
import { freshRoute, NO_STORE } from '#lib/route.ts'

export const DELETE = freshRoute('account:manage', async ({ member, params }) => {
  await deleteSessionOfUser(member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
