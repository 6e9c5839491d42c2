import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * Alerts of one cause, and storms of many.
 *
 *   markGroupAnalyzed(tenant, leadDeliveryId, analysisId)   its joiners are answered by this analysis
 *   listChangedGroups(seconds, limit)     of all tenants, groups in which an alert began or ended lately
 *   findGroup(tenant, id)                 its figures, and what its channels were told; null where it is gone
 *   markGroupTold(tenant, id, told)       compare-and-set on when it was told last
 *   listStormingTenants(seconds, alerts)  of all tenants, those with many new alerts or a storm that has not ended
 *   touchStorm, findStorm, markStormTold, closeStorm(tenant, ...)
 */

export interface GroupFigures {
  id: string
  sourceId: string
  analysisId: string | null
  leadDeliveryId: string
  openedAt: Date
  closedAt: Date | null
  firing: number
  alerts: number
  /** The most that one of its alerts has changed between firing and resolved. */
  changes: number
  told: { at: Date | null; firing: number | null; alerts: number | null; flapping: boolean }
  /** Since the last telling, by the database's clock; null where nothing was told. */
  secondsSinceTold: number | null
}

export interface StormFigures {
  id: string
  /** Different alerts and causes since it began. */
  alerts: number
  groups: number
  toldAt: Date | null
  secondsOpen: number
  secondsQuiet: number
}

export async function markGroupAnalyzed(tenant: TenantId, leadDeliveryId: string, analysisId: string): Promise<void> {
  await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update alert_groups g set analysis_id = ${analysisId}::uuid from deliveries d
      where d.id = ${leadDeliveryId}::uuid and d.tenant_id = ${tenant}::uuid and g.id = d.group_id and g.tenant_id = ${tenant}::uuid`,
  )
}

export async function listChangedGroups(seconds: number, limit: number): Promise<{ tenant: TenantId; id: string }[]> {
  const rows = await unscopedCall<{ id: string; tenant_id: string }>('list_changed_groups', seconds, limit)
  return rows.map(({ id, tenant_id }) => ({ id, tenant: unscopedTenantId(tenant_id) }))
}

export async function findGroup(tenant: TenantId, id: string): Promise<GroupFigures | null> {
  const [row] = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<GroupRow[]>`
      select g.source_id, g.analysis_id, g.lead_delivery_id, g.opened_at, g.closed_at, g.told_at, g.told_firing, g.told_alerts,
        g.told_flapping, extract(epoch from now() - g.told_at)::int as quiet,
        count(m.id) filter (where m.firing)::int as firing, count(m.id)::int as alerts, coalesce(max(m.changes), 0)::int as changes
      from alert_groups g left join alert_members m on m.group_id = g.id and m.tenant_id = g.tenant_id
      where g.id = ${id}::uuid and g.tenant_id = ${tenant}::uuid group by g.id`,
  )
  if (!row) return null
  const { firing, alerts, changes } = row
  return {
    ...{ id, sourceId: row.source_id, analysisId: row.analysis_id, leadDeliveryId: row.lead_delivery_id },
    ...{ openedAt: row.opened_at, closedAt: row.closed_at, firing, alerts, changes, secondsSinceTold: row.quiet },
    told: { at: row.told_at, firing: row.told_firing, alerts: row.told_alerts, flapping: row.told_flapping },
  }
}

interface GroupRow {
  source_id: string
  analysis_id: string | null
  lead_delivery_id: string
  opened_at: Date
  closed_at: Date | null
  told_at: Date | null
  told_firing: number | null
  told_alerts: number | null
  told_flapping: boolean
  quiet: number | null
  firing: number
  alerts: number
  changes: number
}

/** False where another process told it first. `closed` ends or reopens it. */
export async function markGroupTold(
  tenant: TenantId,
  { id, told }: Pick<GroupFigures, 'id' | 'told'>,
  now: { firing: number; alerts: number; flapping: boolean; closed: boolean },
): Promise<boolean> {
  const marked = await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update alert_groups set told_at = now(), told_firing = ${now.firing}, told_alerts = ${now.alerts},
        told_flapping = ${now.flapping}, closed_at = case when ${now.closed} then now() end
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and told_firing is not distinct from ${told.firing}::int
        and told_alerts is not distinct from ${told.alerts}::int and told_flapping = ${told.flapping}`,
  )
  return marked > 0
}

export async function listStormingTenants(
  seconds: number,
  alerts: number,
): Promise<{ tenant: TenantId; alerts: number }[]> {
  const rows = await unscopedCall<{ tenant_id: string; alerts: number }>('list_storming_tenants', seconds, alerts)
  return rows.map(({ tenant_id, alerts: count }) => ({ tenant: unscopedTenantId(tenant_id), alerts: count }))
}

/** One storm at a time in a workspace: begins one where none is open, else says that it goes on. It began with its first alert. */
export async function touchStorm(tenant: TenantId, windowSeconds: number): Promise<void> {
  await withTenant(tenant, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`storm/${tenant}`}, 0))`
    const going = await tx.$executeRaw`
      update alert_storms s set last_at = (
        select greatest(s.last_at, max(m.first_at)) from alert_members m
        where m.tenant_id = ${tenant}::uuid and m.first_at > now() - make_interval(secs => ${windowSeconds}::int)
      ) where s.tenant_id = ${tenant}::uuid and s.closed_at is null`
    if (going > 0) return
    await tx.$executeRaw`
      insert into alert_storms (id, tenant_id, opened_at)
      select gen_random_uuid(), ${tenant}::uuid, coalesce(min(first_at), now()) from alert_members
      where tenant_id = ${tenant}::uuid and first_at > now() - make_interval(secs => ${windowSeconds}::int)`
  })
}

export async function findStorm(tenant: TenantId): Promise<StormFigures | null> {
  const [row] = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<StormFigures[]>`
      select s.id, s.told_at as "toldAt", extract(epoch from now() - s.opened_at)::int as "secondsOpen",
        extract(epoch from now() - s.last_at)::int as "secondsQuiet",
        count(m.id)::int as alerts, count(distinct m.group_id)::int as groups
      from alert_storms s left join alert_members m on m.tenant_id = s.tenant_id and m.first_at >= s.opened_at
      where s.tenant_id = ${tenant}::uuid and s.closed_at is null group by s.id`,
  )
  return row ?? null
}

export async function markStormTold(tenant: TenantId, id: string): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.alertStorm.updateMany({ where: { id, tenantId: tenant, toldAt: null }, data: { toldAt: new Date() } }),
  )
  return count > 0
}

export async function closeStorm(tenant: TenantId, id: string): Promise<void> {
  await withTenant(tenant, (tx) =>
    tx.alertStorm.updateMany({ where: { id, tenantId: tenant, closedAt: null }, data: { closedAt: new Date() } }),
  )
}
