import { publish, publishSchema } from '#lib/requests/advisory.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 4 * 1024

export const POST = staffRoute('weakness:manage', async ({ staff, request, params }) => {
  const number = await publish(staff, params.id ?? '', await readJson(request, publishSchema, MAX_BYTES))
  return Response.json({ number }, { headers: NO_STORE })
})
