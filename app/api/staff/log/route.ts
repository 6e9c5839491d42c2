import { NO_STORE, streamText } from '#lib/route.ts'
import { exportStaffLog } from '#lib/staff/log.ts'
import { staffRoute } from '#lib/staff/route.ts'

export const GET = staffRoute('log:read', async ({ staff }) => {
  return new Response(streamText(exportStaffLog(staff.staffId)), {
    headers: {
      ...NO_STORE,
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="lethe-staff-log.jsonl"',
    },
  })
})
