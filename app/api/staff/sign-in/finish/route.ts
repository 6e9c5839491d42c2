import { NO_STORE, readJson } from '#lib/route.ts'
import { staffDoorRoute } from '#lib/staff/route.ts'
import { finishSignIn, finishSignInSchema } from '#lib/staff/sign-in.ts'

const MAX_BYTES = 32 * 1024

export const POST = staffDoorRoute(async (request) => {
  await finishSignIn(await readJson(request, finishSignInSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
