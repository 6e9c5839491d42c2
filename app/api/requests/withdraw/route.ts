import { linkSchema } from '#lib/auth/token.ts'
import { publicRoute } from '#lib/public-route.ts'
import { drop } from '#lib/requests/ask.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

/** A request that was not confirmed; again without an error. */
export const POST = publicRoute('sign_in', async (request) => {
  await drop(await readJson(request, linkSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
