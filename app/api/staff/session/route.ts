import { NO_STORE } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'
import { endStaffSession } from '#lib/staff/sign-in.ts'

export const DELETE = staffRoute('area:open', async () => {
  await endStaffSession()
  return new Response(null, { status: 204, headers: NO_STORE })
})
