import { correct, correctSchema } from '#lib/requests/advisory.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 32 * 1024

export const POST = staffRoute('weakness:manage', async ({ staff, request, params }) => {
  await correct(staff, params.id ?? '', await readJson(request, correctSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
