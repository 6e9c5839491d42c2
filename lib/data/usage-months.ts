import { type Tx, withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * How many analyses a workspace had in a month (UTC, by the database's clock). Each is added in the unit of work that stores
 * it, so that the figure is exact whatever fails and however many processes there are. Those under way that count against the
 * plan hold a claim until then.
 *
 *   getUsage(tenant)                              of this month
 *   claimAnalysis(tenant, limit, leaseSeconds)    a claim, or null where the month's analyses are used or under way
 *   countAnalysis(tenant, claim)                  in the unit of work that stores it; what the month has come to
 *   markWarned(tenant, month, percent)            false where they were told already
 *   unmarkWarned(tenant, month, percent, before)  the mail could not be sent
 *   holdPlaces(tenant, noun)                      counting and adding become one step, until the unit of work ends
 */

export interface Usage {
  /** For example 2026-11. */
  month: string
  analyses: number
  warnedPercent: number
}

export async function getUsage(tenant: TenantId): Promise<Usage> {
  const [row] = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<Row[]>`
      select m.month, coalesce(u.analyses, 0) as analyses, coalesce(u.warned_percent, 0) as warned_percent
      from (select to_char(now() at time zone 'UTC', 'YYYY-MM') as month) m
      left join usage_months u on u.tenant_id = ${tenant}::uuid and u.month = m.month`,
  )
  return viewOf(row)
}

/** A claim whose lease has ended is a dead process's and counts no more. */
export async function claimAnalysis(tenant: TenantId, limit: number, leaseSeconds: number): Promise<string | null> {
  return withTenant(tenant, async (tx) => {
    const { month, analyses } = await lockMonth(tx, tenant)
    // A statement of its own: it sees what was claimed while the lock was waited for.
    const [claim] = await tx.$queryRaw<{ id: string }[]>`
      with gone as (delete from usage_claims where tenant_id = ${tenant}::uuid and lease_until < now())
      insert into usage_claims (id, tenant_id, month, lease_until)
      select gen_random_uuid(), ${tenant}::uuid, ${month}, now() + make_interval(secs => ${leaseSeconds})
      where ${analyses}::int + (
        select count(*) from usage_claims
        where tenant_id = ${tenant}::uuid and month = ${month} and lease_until >= now()
      ) < ${limit}::int
      returning id`
    return claim?.id ?? null
  })
}

/** `claim` null: it counts all the same, it only did not have to ask. */
export async function countAnalysis(tenant: TenantId, claim: string | null): Promise<Usage> {
  return withTenant(tenant, async (tx) => {
    // The row first, as in `claimAnalysis`, so that the two cannot wait for each other.
    const [row] = await tx.$queryRaw<Row[]>`
      insert into usage_months as u (id, tenant_id, month, analyses)
      values (gen_random_uuid(), ${tenant}::uuid, to_char(now() at time zone 'UTC', 'YYYY-MM'), 1)
      on conflict (tenant_id, month) do update set analyses = u.analyses + 1
      returning month, analyses, warned_percent`
    if (claim !== null) await tx.usageClaim.deleteMany({ where: { id: claim, tenantId: tenant } })
    return viewOf(row)
  })
}

export async function markWarned(tenant: TenantId, month: string, percent: number): Promise<boolean> {
  const where = { tenantId: tenant, month, warnedPercent: { lt: percent } }
  const { count } = await withTenant(tenant, (tx) =>
    tx.usageMonth.updateMany({ where, data: { warnedPercent: percent } }),
  )
  return count === 1
}

export async function unmarkWarned(tenant: TenantId, month: string, percent: number, before: number): Promise<void> {
  const where = { tenantId: tenant, month, warnedPercent: percent }
  await withTenant(tenant, (tx) => tx.usageMonth.updateMany({ where, data: { warnedPercent: before } }))
}

export async function holdPlaces(tenant: TenantId, noun: string): Promise<void> {
  await withTenant(
    tenant,
    (tx) => tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`places/${noun}/${tenant}`}, 0))::text`,
  )
}

/** Short, since all that count in this month wait for it: the row is made or locked in one statement. */
async function lockMonth(tx: Tx, tenant: TenantId): Promise<Usage> {
  const [row] = await tx.$queryRaw<Row[]>`
    insert into usage_months as u (id, tenant_id, month)
    values (gen_random_uuid(), ${tenant}::uuid, to_char(now() at time zone 'UTC', 'YYYY-MM'))
    on conflict (tenant_id, month) do update set analyses = u.analyses
    returning month, analyses, warned_percent`
  return viewOf(row)
}

interface Row {
  month: string
  analyses: number
  warned_percent: number
}

function viewOf(row: Row | undefined): Usage {
  if (!row) throw new Error('the usage of a month could not be read')
  return { month: row.month, analyses: row.analyses, warnedPercent: row.warned_percent }
}
