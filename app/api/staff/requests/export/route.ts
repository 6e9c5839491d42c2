import { filterOf } from '#lib/requests/desk-page.ts'
import { exportRequests } from '#lib/requests/export.ts'
import { NO_STORE, streamText } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

export const GET = staffRoute('desk:work', async ({ staff, request }) => {
  const filter = filterOf(Object.fromEntries(new URL(request.url).searchParams))
  return new Response(streamText(exportRequests(staff, filter)), {
    headers: {
      ...NO_STORE,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="lethe-requests.csv"',
    },
  })
})
