import { publicRoute } from '#lib/public-route.ts'
import { ask, askSchema } from '#lib/requests/ask.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 64 * 1024

/** The same answer for every address. */
export const POST = publicRoute('request', async (request) => {
  await ask(await readJson(request, askSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
