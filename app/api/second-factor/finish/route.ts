import { askedRoute } from '#lib/half-route.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { finishAsking, finishAskingSchema } from '#lib/second-factor.ts'

const MAX_BYTES = 32 * 1024

export const POST = askedRoute(async (person, request) => {
  await finishAsking(person, await readJson(request, finishAskingSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
