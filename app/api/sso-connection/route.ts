import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { removeSso, saveSso, ssoOf, ssoSchema } from '#lib/sso/settings.ts'

const MAX_BYTES = 8 * 1024

export const GET = memberRoute('sso:manage', async ({ member }) => {
  return Response.json(await ssoOf(member), { headers: NO_STORE })
})

export const PUT = freshRoute('sso:manage', async ({ member, request }) => {
  return Response.json(await saveSso(member, await readJson(request, ssoSchema, MAX_BYTES)), { headers: NO_STORE })
})

export const DELETE = freshRoute('sso:manage', async ({ member }) => {
  await removeSso(member)
  return new Response(null, { status: 204, headers: NO_STORE })
})
