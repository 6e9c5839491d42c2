import { invitationSchema, invitationsOf, invite } from '#lib/members.ts'
import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('member:manage', async ({ member }) => {
  return Response.json({ invitations: await invitationsOf(member) }, { headers: NO_STORE })
})

export const POST = freshRoute('member:manage', async ({ member, request }) => {
  const given = await readJson(request, invitationSchema, MAX_BYTES)
  return Response.json({ invitations: await invite(member, given) }, { status: 201, headers: NO_STORE })
})
