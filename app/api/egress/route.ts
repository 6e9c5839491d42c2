import { streamEgress } from '#lib/egress/stream.ts'
import { memberRoute } from '#lib/route.ts'

/** `Last-Event-ID` of a browser that comes back; `since` of a page that was drawn a moment ago. */
export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const since = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since')
  return streamEgress(member, since)
})
