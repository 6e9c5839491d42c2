import { changeBreach } from '#lib/data/breaches.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { changeSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 64 * 1024

export const PUT = staffRoute('breach:manage', async ({ staff, request, params }) => {
  await changeBreach(staff.staffId, params.id ?? '', await readJson(request, changeSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
