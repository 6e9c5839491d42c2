import { NO_STORE, readJson } from '#lib/route.ts'
import { open, openSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 64 * 1024

export const POST = staffRoute('breach:manage', async ({ staff, request }) => {
  const id = await open(staff, await readJson(request, openSchema, MAX_BYTES))
  return Response.json({ id }, { status: 201, headers: NO_STORE })
})
