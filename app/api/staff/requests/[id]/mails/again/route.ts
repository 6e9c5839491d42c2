import { resend } from '#lib/requests/desk.ts'
import { NO_STORE } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

export const POST = staffRoute('desk:work', async ({ staff, params }) => {
  await resend(staff, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
