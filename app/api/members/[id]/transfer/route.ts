import { transfer } from '#lib/members.ts'
import { freshRoute, NO_STORE } from '#lib/route.ts'

export const POST = freshRoute('workspace:transfer', async ({ member, params }) => {
  await transfer(member, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
