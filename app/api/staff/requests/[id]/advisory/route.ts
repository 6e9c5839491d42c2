import { draftSchema, saveDraft } from '#lib/requests/advisory.ts'
import { NO_STORE, readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 64 * 1024

export const PUT = staffRoute('weakness:manage', async ({ staff, request, params }) => {
  await saveDraft(staff, params.id ?? '', await readJson(request, draftSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
