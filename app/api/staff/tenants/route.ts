import { findTenants } from '#lib/data/breaches.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { searchSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 4 * 1024

/** A POST: what is looked for goes into the log, so it is no mere reading. */
export const POST = staffRoute('breach:manage', async ({ staff, request }) => {
  const { query } = await readJson(request, searchSchema, MAX_BYTES)
  return Response.json({ tenants: await findTenants(staff.staffId, query) }, { headers: NO_STORE })
})
