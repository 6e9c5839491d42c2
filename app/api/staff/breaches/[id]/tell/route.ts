import { NO_STORE, readJson } from '#lib/route.ts'
import { tell, tenantSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 4 * 1024

export const POST = staffRoute('breach:manage', async ({ staff, request, params }) => {
  const people = await tell(staff, params.id ?? '', await readJson(request, tenantSchema, MAX_BYTES))
  return Response.json({ people }, { headers: NO_STORE })
})
