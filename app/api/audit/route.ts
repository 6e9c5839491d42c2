import { z } from 'zod'
import { listAuditEvents } from '#lib/data/audit-events.ts'
import { memberRoute, NO_STORE, readQuery } from '#lib/route.ts'

const querySchema = z.object({
  action: z
    .string()
    .regex(/^[a-z_.]{1,80}$/)
    .optional(),
  actorId: z.uuid().optional(),
  subject: z.string().max(200).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
  afterSeq: z.coerce.number().int().min(0).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().optional(),
})

export const GET = memberRoute('audit:read', async ({ member, request }) =>
  Response.json(await listAuditEvents(member.tenant, readQuery(request, querySchema)), { headers: NO_STORE }),
)
