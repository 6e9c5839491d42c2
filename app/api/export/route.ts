import { createAuditEvent } from '#lib/data/audit-events.ts'
import { freshRoute, NO_STORE, streamBytes } from '#lib/route.ts'
import { exportWorkspace } from '#lib/workspace-export.ts'

export const GET = freshRoute('workspace:export', async ({ member }) => {
  await createAuditEvent(member.tenant, { actorId: member.userId, action: 'workspace.exported' })
  return new Response(streamBytes(exportWorkspace(member.tenant)), {
    headers: {
      ...NO_STORE,
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="lethe-workspace-${new Date().toISOString().slice(0, 10)}.zip"`,
    },
  })
})
