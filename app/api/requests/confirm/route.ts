import { linkSchema } from '#lib/auth/token.ts'
import { publicRoute } from '#lib/public-route.ts'
import { confirm } from '#lib/requests/ask.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

/** Once. */
export const POST = publicRoute('sign_in', async (request) => {
  await confirm(await readJson(request, linkSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
