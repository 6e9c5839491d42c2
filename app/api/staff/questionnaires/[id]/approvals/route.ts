import { NO_STORE, readJson } from '#lib/route.ts'
import { approve, approveSchema } from '#lib/staff/questionnaires.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 512 * 1024

export const POST = staffRoute('desk:work', async ({ staff, request, params }) => {
  const approved = await approve(staff, params.id ?? '', await readJson(request, approveSchema, MAX_BYTES))
  return Response.json({ approved }, { headers: NO_STORE })
})
