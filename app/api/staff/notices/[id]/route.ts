import { discardNotice } from '#lib/data/notices.ts'
import { change, changeSchema } from '#lib/notices/desk.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 128 * 1024

export const PUT = staffRoute('desk:work', async ({ staff, request, params }) => {
  await change(staff, params.id ?? '', await readJson(request, changeSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})

export const DELETE = staffRoute('desk:work', async ({ staff, params }) => {
  await discardNotice(staff.staffId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
