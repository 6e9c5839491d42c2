import { createHash } from 'node:crypto'
import { z } from 'zod'
import { entitlementsOf, wayOut } from './billing/entitlements.ts'
import { createAuditEvent } from './data/audit-events.ts'
import { withTenant } from './data/prisma.ts'
import {
  announceRetention,
  applyRetention,
  cancelRetention,
  deleteExpired,
  deleteOldDeliveries,
  findRetention,
  listDueRetention,
  type Retention,
} from './data/retention.ts'
import type { TenantId } from './data/unscoped.ts'
import { PlanLimit } from './errors.ts'

/**
 * How long a workspace keeps its analyses. A new limit holds for new analyses at once. A shorter one reaches the analyses
 * that are here after a notice of thirty days, so that nobody loses by a slip what they were keeping; a longer one never
 * keeps what was promised to go.
 */

export const NOTICE_DAYS = 30
const DAY_MS = 86_400_000
const TENANTS_AT_ONCE = 200
const ROWS_AT_ONCE = 500

export const retentionSchema = z.strictObject({ days: z.int().min(1).max(3_650) })

export async function changeRetention(
  tenant: TenantId,
  userId: string,
  { days }: z.infer<typeof retentionSchema>,
  now = new Date(),
): Promise<Retention> {
  const { plan, from } = await entitlementsOf(tenant)
  if (days > plan.limits.retentionDays)
    throw new PlanLimit({
      happened: `${plan.name} keeps analyses for at most ${plan.limits.retentionDays} days.`,
      todo: wayOut(from),
    })
  return withTenant(tenant, async () => {
    const before = await findRetention(tenant)
    const shorter = days < before.days
    const effectiveAt = shorter ? new Date(now.getTime() + NOTICE_DAYS * DAY_MS) : null
    await announceRetention(tenant, { days, effectiveAt })
    await createAuditEvent(tenant, {
      actorId: userId,
      action: 'workspace.retention_changed',
      detail: { from: before.days, to: days, ...(effectiveAt && { oldFrom: effectiveAt.toISOString() }) },
    })
    return findRetention(tenant)
  })
}

/** Old analyses keep their ends after all; the limit for new ones stays. */
export async function keepOldAnalyses(tenant: TenantId, userId: string): Promise<Retention> {
  return withTenant(tenant, async () => {
    await cancelRetention(tenant)
    await createAuditEvent(tenant, { actorId: userId, action: 'workspace.retention_notice_withdrawn' })
    return findRetention(tenant)
  })
}

/** One turn over all workspaces; how many analyses went. */
export async function sweepRetention(now = new Date()): Promise<number> {
  let deleted = 0
  for (const tenant of await listDueRetention(TENANTS_AT_ONCE)) {
    await applyAnnounced(tenant, now)
    deleted += await deleteDue(tenant, now)
  }
  return deleted
}

async function applyAnnounced(tenant: TenantId, now: Date): Promise<void> {
  await withTenant(tenant, async () => {
    const applied = await applyRetention(tenant, now)
    if (applied)
      await createAuditEvent(tenant, { actorId: null, action: 'workspace.retention_applied', detail: { ...applied } })
  })
}

/** Each batch and its proof are one unit of work: what the audit says was deleted is what is gone. */
async function deleteDue(tenant: TenantId, now: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const ids = await withTenant(tenant, async () => {
      const gone = await deleteExpired(tenant, now, ROWS_AT_ONCE)
      if (gone.length > 0)
        await createAuditEvent(tenant, {
          actorId: null,
          action: 'analysis.expired',
          detail: { count: gone.length, idsSha256: digestOf(gone) },
        })
      return gone
    })
    deleted += ids.length
    if (ids.length < ROWS_AT_ONCE) break
  }
  const { days } = await findRetention(tenant)
  await deleteOldDeliveries(tenant, new Date(now.getTime() - days * DAY_MS))
  return deleted
}

/** SHA-256 over the sorted ids, a line each: whoever kept the ids of their analyses can check what went. */
export function digestOf(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex')
}
