import { accept, acceptanceSchema } from '#lib/members.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const POST = memberRoute(
  'account:manage',
  async ({ member, request }) => {
    await accept(member, await readJson(request, acceptanceSchema, MAX_BYTES))
    return new Response(null, { status: 204, headers: NO_STORE })
  },
  'sign_in',
)
