import { takeFirstList } from '#lib/notices/desk.ts'
import { NO_STORE } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

export const POST = staffRoute('desk:work', async ({ staff }) => {
  await takeFirstList(staff)
  return new Response(null, { status: 204, headers: NO_STORE })
})
