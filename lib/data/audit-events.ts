import type { InputJsonObject, JsonValue } from './json.ts'
import { keysetPage, type Page, type PageRequest, startOf } from './page.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * Who did what, when. No content of a log, an analysis or a message: names of things and their ids.
 *
 *   createAuditEvent(tenant, { actorId, action, subject?, detail? })   joins the unit of work around it
 *   listAuditEvents(tenant, { limit, cursor })                         newest first
 */

export interface AuditEvent {
  id: string
  at: Date
  actorId: string | null
  /** `noun.verb`, for example `analysis.deleted`. */
  action: string
  /** Id of what it was done to. */
  subject: string | null
  detail: JsonValue
}

/** `actorId` null: done by Lethe itself (retention). */
export async function createAuditEvent(
  tenant: TenantId,
  event: { actorId: string | null; action: string; subject?: string; detail?: InputJsonObject },
): Promise<void> {
  await withTenant(tenant, (tx) => tx.auditEvent.create({ data: { tenantId: tenant, ...event }, select: { id: true } }))
}

export async function listAuditEvents(tenant: TenantId, request: PageRequest = {}): Promise<Page<AuditEvent>> {
  const { take, after } = startOf(request)
  const rows = await withTenant(tenant, (tx) =>
    tx.auditEvent.findMany({
      where: {
        tenantId: tenant,
        ...(after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {}),
      },
      select: { id: true, at: true, actorId: true, action: true, subject: true, detail: true },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: take + 1,
    }),
  )
  return keysetPage(rows, take, ({ at, id }) => ({ at, id }))
}
