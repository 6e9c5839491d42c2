import { NO_STORE, readJson } from '#lib/route.ts'
import { staffDoorRoute } from '#lib/staff/route.ts'
import { askForLink, askSchema } from '#lib/staff/sign-in.ts'

const MAX_BYTES = 4 * 1024

export const POST = staffDoorRoute(async (request) => {
  await askForLink(await readJson(request, askSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
