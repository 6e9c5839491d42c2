import { addTenant, removeTenant } from '#lib/data/breaches.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { tenantSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 4 * 1024

export const POST = staffRoute('breach:manage', async ({ staff, request, params }) => {
  const { tenant } = await readJson(request, tenantSchema, MAX_BYTES)
  await addTenant(staff.staffId, params.id ?? '', tenant)
  return new Response(null, { status: 204, headers: NO_STORE })
})

export const DELETE = staffRoute('breach:manage', async ({ staff, request, params }) => {
  const { tenant } = await readJson(request, tenantSchema, MAX_BYTES)
  await removeTenant(staff.staffId, params.id ?? '', tenant)
  return new Response(null, { status: 204, headers: NO_STORE })
})
