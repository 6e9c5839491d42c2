import { requestWorkspaceErasure, undoWorkspaceErasure, workspaceErasureSchema } from '#lib/erasure.ts'
import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = freshRoute('workspace:erase', async ({ member, request }) => {
  const given = await readJson(request, workspaceErasureSchema, 4_096)
  return Response.json(await requestWorkspaceErasure(member.tenant, member.userId, given), { headers: NO_STORE })
})

export const DELETE = memberRoute('workspace:erase', async ({ member }) => {
  await undoWorkspaceErasure(member.tenant, member.userId)
  return new Response(null, { status: 204, headers: NO_STORE })
})
