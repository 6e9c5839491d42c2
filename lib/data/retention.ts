import { NotFound } from '../errors.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * How long analyses are kept. Each carries its own end, set when it was made.
 *
 *   listDueRetention(limit)                  tenants with analyses past their end, or with a change whose notice has passed
 *   findRetention(tenant)                    the limit, and a shorter one that has been announced for old analyses
 *   announceRetention(tenant, change)        the limit for new analyses at once, for old ones from `effectiveAt` on
 *   cancelRetention(tenant)                  takes an announcement back
 *   applyRetention(tenant, now)              brings forward the ends that an announcement has reached
 *   deleteExpired(tenant, now, limit)        ids that are gone
 *   deleteOldDeliveries(tenant, before)      and their messages
 */

export interface Retention {
  days: number
  /** Of analyses that are here already. */
  announced: { days: number; effectiveAt: Date } | null
}

export async function listDueRetention(limit: number): Promise<TenantId[]> {
  const rows = await unscopedCall<{ tenant_id: string }>('list_due_retention', limit)
  return rows.map(({ tenant_id }) => unscopedTenantId(tenant_id))
}

export async function findRetention(tenant: TenantId): Promise<Retention> {
  return withTenant(tenant, async (tx) => {
    const found = await tx.tenant.findFirst({ where: { id: tenant }, select: { retentionDays: true } })
    if (!found) throw new NotFound('workspace')
    const announced = await tx.retentionChange.findFirst({
      where: { tenantId: tenant, appliedAt: null },
      select: { days: true, effectiveAt: true },
    })
    return { days: found.retentionDays, announced }
  })
}

/** One announcement at a time: a new one takes the place of the last. `effectiveAt` null: old analyses keep their ends. */
export async function announceRetention(
  tenant: TenantId,
  { days, effectiveAt }: { days: number; effectiveAt: Date | null },
): Promise<void> {
  await withTenant(tenant, async (tx) => {
    await tx.tenant.updateMany({ where: { id: tenant }, data: { retentionDays: days } })
    await tx.retentionChange.deleteMany({ where: { tenantId: tenant, appliedAt: null } })
    if (effectiveAt) await tx.retentionChange.create({ data: { tenantId: tenant, days, effectiveAt } })
  })
}

export async function cancelRetention(tenant: TenantId): Promise<void> {
  await withTenant(tenant, (tx) => tx.retentionChange.deleteMany({ where: { tenantId: tenant, appliedAt: null } }))
}

/** The limit that was applied and to how many analyses; null where none was due. Ends are never put back. */
export async function applyRetention(tenant: TenantId, now: Date): Promise<{ days: number; analyses: number } | null> {
  return withTenant(tenant, async (tx) => {
    const due = await tx.retentionChange.findFirst({
      where: { tenantId: tenant, appliedAt: null, effectiveAt: { lte: now } },
      select: { id: true, days: true },
    })
    if (!due) return null
    const { count } = await tx.retentionChange.updateMany({
      where: { id: due.id, tenantId: tenant, appliedAt: null },
      data: { appliedAt: now },
    })
    if (count === 0) return null
    const analyses = await tx.$executeRaw`
      update analyses set expires_at = created_at + make_interval(days => ${due.days}::int)
      where tenant_id = ${tenant}::uuid and expires_at > created_at + make_interval(days => ${due.days}::int)`
    return { days: due.days, analyses }
  })
}

export async function deleteExpired(tenant: TenantId, now: Date, limit: number): Promise<string[]> {
  return withTenant(tenant, async (tx) => {
    const rows = await tx.analysis.findMany({
      where: { tenantId: tenant, expiresAt: { lt: now } },
      select: { id: true },
      orderBy: { expiresAt: 'asc' },
      take: limit,
    })
    const ids = rows.map(({ id }) => id)
    // Revisions go with the analysis that they answer anew, even where theirs would have been kept longer.
    if (ids.length > 0) await tx.analysis.deleteMany({ where: { tenantId: tenant, id: { in: ids } } })
    return ids
  })
}

export async function deleteOldDeliveries(tenant: TenantId, before: Date): Promise<number> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.delivery.deleteMany({
      where: { tenantId: tenant, receivedAt: { lt: before }, state: { notIn: ['received', 'analyzing'] } },
    }),
  )
  return count
}
