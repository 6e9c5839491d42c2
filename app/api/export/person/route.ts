import { createAuditEvent } from '#lib/data/audit-events.ts'
import { freshRoute, NO_STORE, streamBytes } from '#lib/route.ts'
import { exportOfPerson } from '#lib/workspace-export.ts'

export const GET = freshRoute('person:own', async ({ member }) => {
  await createAuditEvent(member.tenant, { actorId: member.userId, action: 'account.exported' })
  return new Response(streamBytes(exportOfPerson(member.userId)), {
    headers: {
      ...NO_STORE,
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="lethe-person-${new Date().toISOString().slice(0, 10)}.zip"`,
    },
  })
})
