import { NO_STORE, readJson } from '#lib/route.ts'
import { staffDoorRoute } from '#lib/staff/route.ts'
import { beginEnrolment, beginSchema } from '#lib/staff/sign-in.ts'

const MAX_BYTES = 4 * 1024

export const POST = staffDoorRoute(async (request) => {
  return Response.json(await beginEnrolment(await readJson(request, beginSchema, MAX_BYTES)), { headers: NO_STORE })
})
