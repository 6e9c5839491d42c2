import { NO_STORE, readJson } from '#lib/route.ts'
import { decide, decideSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 16 * 1024

export const POST = staffRoute('breach:manage', async ({ staff, request, params }) => {
  await decide(staff, params.id ?? '', await readJson(request, decideSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
