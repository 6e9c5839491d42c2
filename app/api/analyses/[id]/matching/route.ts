import { createAuditEvent } from '#lib/data/audit-events.ts'
import { matchingOf } from '#lib/pipeline/receive-again.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

/** The key of one analysis' hashes, for the browser of a member who has the file. No GET: it is given out and audited. */
export const POST = memberRoute('analysis:match', async ({ member: { tenant, userId }, params: { id = '' } }) => {
  const matching = await matchingOf(tenant, id)
  await createAuditEvent(tenant, { actorId: userId, action: 'analysis.hash_key_given', subject: id })
  return Response.json(matching, { headers: NO_STORE })
})
