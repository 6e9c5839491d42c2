import { endOtherSessions, sessionsOf } from '#lib/account.ts'
import { freshRoute, memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('account:manage', async ({ member }) => {
  return Response.json({ sessions: await sessionsOf(member) }, { headers: NO_STORE })
})

/** All but the one that asks. */
export const DELETE = freshRoute('account:manage', async ({ member }) => {
  return Response.json({ ended: await endOtherSessions(member) }, { headers: NO_STORE })
})
