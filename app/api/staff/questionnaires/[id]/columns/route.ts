import { NO_STORE, readJson } from '#lib/route.ts'
import { changeColumns, columnsSchema } from '#lib/staff/questionnaires.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 64 * 1024

export const PUT = staffRoute('desk:work', async ({ staff, request, params }) => {
  await changeColumns(staff, params.id ?? '', await readJson(request, columnsSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
