import { mailSchema, write } from '#lib/requests/desk.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 64 * 1024

export const POST = staffRoute('desk:work', async ({ staff, request, params }) => {
  await write(staff, params.id ?? '', await readJson(request, mailSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
