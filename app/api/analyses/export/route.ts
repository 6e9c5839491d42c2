import { z } from 'zod'
import { createAuditEvent } from '#lib/data/audit-events.ts'
import { exportHistory, HISTORY_FORMATS } from '#lib/history-export.ts'
import { memberRoute, NO_STORE, readQuery, streamText } from '#lib/route.ts'

const querySchema = z.object({ format: z.enum(HISTORY_FORMATS).default('json') })
const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const

export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const { format } = readQuery(request, querySchema)
  const { tenant, userId } = member
  await createAuditEvent(tenant, { actorId: userId, action: 'analysis.history_exported', detail: { format } })
  const name = `lethe-history-${new Date().toISOString().slice(0, 10)}.${format}`
  return new Response(streamText(exportHistory(tenant, format)), {
    headers: { ...NO_STORE, 'content-type': TYPES[format], 'content-disposition': `attachment; filename="${name}"` },
  })
})
