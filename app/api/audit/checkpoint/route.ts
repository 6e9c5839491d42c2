import { latestCheckpoint } from '#lib/audit-log.ts'
import { NotFound } from '#lib/errors.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const GET = memberRoute('audit:read', async ({ member }) => {
  const checkpoint = await latestCheckpoint(member.tenant)
  if (!checkpoint) throw new NotFound('checkpoint')
  return Response.json(checkpoint, {
    headers: {
      ...NO_STORE,
      'content-disposition': `attachment; filename="lethe-checkpoint-${checkpoint.seq}.json"`,
    },
  })
})
