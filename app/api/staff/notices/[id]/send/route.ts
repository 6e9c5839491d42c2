import { send, sendSchema } from '#lib/notices/desk.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 4 * 1024

export const POST = staffRoute('desk:work', async ({ staff, request, params }) => {
  const mails = await send(staff, params.id ?? '', await readJson(request, sendSchema, MAX_BYTES))
  return Response.json({ mails }, { headers: NO_STORE })
})
