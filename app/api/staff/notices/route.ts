import { draft, draftSchema } from '#lib/notices/desk.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 128 * 1024

export const POST = staffRoute('desk:work', async ({ staff, request }) => {
  const id = await draft(staff, await readJson(request, draftSchema, MAX_BYTES))
  return Response.json({ id }, { status: 201, headers: NO_STORE })
})
