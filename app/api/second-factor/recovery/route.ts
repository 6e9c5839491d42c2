import { askedRoute } from '#lib/half-route.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { recover, recoverSchema } from '#lib/second-factor.ts'

const MAX_BYTES = 4 * 1024

export const POST = askedRoute(async (person, request) => {
  await recover(person, await readJson(request, recoverSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
