import { getMember } from '#lib/data/memberships.ts'
import { changeRole, remove, roleSchema } from '#lib/members.ts'
import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const PATCH = freshRoute('member:manage', async ({ member, request, params }) => {
  const { userId } = await getMember(member.tenant, params.id ?? '')
  const given = await readJson(request, roleSchema, MAX_BYTES)
  return Response.json({ members: await changeRole(member, userId, given) }, { headers: NO_STORE })
})

/** Everybody may leave; who may remove whom is decided with both roles at hand. */
export const DELETE = freshRoute('member:read', async ({ member, params }) => {
  await remove(member, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
