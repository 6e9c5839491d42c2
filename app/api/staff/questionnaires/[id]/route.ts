import { deleteQuestionnaire } from '#lib/data/questionnaires.ts'
import { NO_STORE } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

export const DELETE = staffRoute('desk:work', async ({ staff, params }) => {
  await deleteQuestionnaire(staff.staffId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
