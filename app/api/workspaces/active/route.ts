import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { switchSchema, switchWorkspace } from '#lib/workspaces.ts'

const MAX_BYTES = 4 * 1024

export const POST = memberRoute('account:manage', async ({ request }) => {
  await switchWorkspace(await readJson(request, switchSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
