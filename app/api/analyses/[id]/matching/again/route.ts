import { createAuditEvent } from '#lib/data/audit-events.ts'
import { matchAgain } from '#lib/pipeline/receive-again.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

/** Asks the alert's sender for its text again and matches it here, in memory. */
export const POST = memberRoute(
  'analysis:match',
  async ({ member: { tenant, userId }, params: { id = '' } }) => {
    const matched = await matchAgain(tenant, id)
    await createAuditEvent(tenant, { actorId: userId, action: 'analysis.fetched_again', subject: id })
    return Response.json(matched, { headers: NO_STORE })
  },
  'analyses',
)
