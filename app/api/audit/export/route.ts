import { z } from 'zod'
import { exportChain, exportTable } from '#lib/audit-log.ts'
import { requireFeature } from '#lib/billing/entitlements.ts'
import { createAuditEvent } from '#lib/data/audit-events.ts'
import { freshRoute, NO_STORE, readQuery, streamText } from '#lib/route.ts'

const querySchema = z.object({ format: z.enum(['jsonl', 'csv']).default('jsonl') })
const TYPES = { jsonl: 'application/jsonl; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const

/** The export's own event comes first, so that the file holds it. */
export const GET = freshRoute('audit:export', async ({ member, request }) => {
  const { format } = readQuery(request, querySchema)
  await requireFeature(member.tenant, 'auditExport')
  await createAuditEvent(member.tenant, { actorId: member.userId, action: 'audit.exported', detail: { format } })
  const lines = format === 'csv' ? exportTable(member.tenant) : exportChain(member.tenant)
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamText(lines), {
    headers: {
      ...NO_STORE,
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="lethe-audit-${day}.${format}"`,
    },
  })
})
