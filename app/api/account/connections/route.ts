import { beginConnection, connectionsOf, connectSchema } from '#lib/account.ts'
import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('account:manage', async ({ member }) => {
  return Response.json({ connections: await connectionsOf(member.userId) }, { headers: NO_STORE })
})

export const POST = freshRoute('account:manage', async ({ request }) => {
  await beginConnection(await readJson(request, connectSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
