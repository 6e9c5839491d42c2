import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'
import { onlySchema, setOnlyWay } from '#lib/sso/settings.ts'

const MAX_BYTES = 1024

export const PUT = freshRoute('sso:manage', async ({ member, request }) => {
  return Response.json(await setOnlyWay(member, await readJson(request, onlySchema, MAX_BYTES)), { headers: NO_STORE })
})
