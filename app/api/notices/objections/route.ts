import { object, objectSchema } from '#lib/notices/object.ts'
import { publicRoute } from '#lib/public-route.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 32 * 1024

export const POST = publicRoute('sign_in', async (request) => {
  await object(await readJson(request, objectSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
