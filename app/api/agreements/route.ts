import { begin, beginSchema } from '#lib/agreements/sign.ts'
import { publicRoute } from '#lib/public-route.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 16 * 1024

export const POST = publicRoute('agreement', async (request) => {
  await begin(await readJson(request, beginSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
