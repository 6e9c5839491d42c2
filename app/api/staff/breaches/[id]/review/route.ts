import { reviewBreach } from '#lib/data/breaches.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { reviewSchema } from '#lib/staff/breaches.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 64 * 1024

export const POST = staffRoute('breach:manage', async ({ staff, request, params }) => {
  await reviewBreach(staff.staffId, params.id ?? '', await readJson(request, reviewSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
