import { z } from 'zod'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * What a channel is told that is no analysis. A notice is a row, and each message of it a row of notifications.
 *
 *   createNotice(tenant, { kind, analysisId, detail })   its id
 *   findNotice(tenant, id)                               null where it is gone
 */

const link = z.object({ title: z.string(), url: z.string().nullable() })
const subject = z.object({ title: z.string(), sourceName: z.string(), service: z.string().nullable() }).nullable()

/** `subject`: what the alert says of itself, redacted. */
const detailSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('still_firing'), firing: z.number(), alerts: z.number(), subject }),
  z.object({ kind: z.literal('resolved'), alerts: z.number(), minutes: z.number(), subject }),
  z.object({ kind: z.literal('flapping'), changes: z.number(), firing: z.number(), alerts: z.number(), subject }),
  z.object({ kind: z.literal('storm'), alerts: z.number(), groups: z.number(), minutes: z.number() }),
  z.object({
    kind: z.literal('interrupted'),
    deliveries: z.number(),
    sourceName: z.string(),
    links: z.array(link).max(5),
  }),
])
export type NoticeDetail = z.infer<typeof detailSchema>
export type NoticeKind = NoticeDetail['kind']

export interface Notice {
  id: string
  /** Where its words belong under; null for storms and what was never analyzed. */
  analysisId: string | null
  detail: NoticeDetail
}

export async function createNotice(
  tenant: TenantId,
  { analysisId, detail }: Pick<Notice, 'analysisId' | 'detail'>,
): Promise<string> {
  const made = await withTenant(tenant, (tx) =>
    tx.alertNotice.create({ data: { tenantId: tenant, kind: detail.kind, analysisId, detail }, select: { id: true } }),
  )
  return made.id
}

export async function findNotice(tenant: TenantId, id: string): Promise<Notice | null> {
  const row = await withTenant(tenant, (tx) =>
    tx.alertNotice.findFirst({ where: { id, tenantId: tenant }, select: { id: true, analysisId: true, detail: true } }),
  )
  return row && { ...row, detail: detailSchema.parse(row.detail) }
}
