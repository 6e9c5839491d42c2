import { requestSchema, request as subscribe } from '#lib/notices/subscribe.ts'
import { publicRoute } from '#lib/public-route.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

/** The same answer whether or not the address is known, or was asked for too often. */
export const POST = publicRoute('subscribe', async (request) => {
  await subscribe(await readJson(request, requestSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
