import { type Tx, withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * What a workspace's analyses use of a model, by month (UTC, by the database's clock). An analysis reserves the most that
 * it may use before its first request and settles after its last, so that analyses side by side cannot pass a limit
 * together; what it used is counted once, when it settles.
 *
 *   getModelUsage(tenant)                         of this month, settled
 *   reserveModelUsage(tenant, wanted)             a reservation, or why there is none
 *   settleModelUsage(tenant, id, used)            false where it was settled already
 */

export interface Amount {
  /** Read and written together. */
  tokens: number
  microUsd: number
}

export interface MonthlyUsage extends Amount {
  /** For example 2026-11. */
  month: string
}

export interface Reservation extends Amount {
  id: string
}

export interface WantedUsage {
  /** The worst case of the whole analysis; what is granted is this or what is left, whichever is less. */
  most: Amount
  /** Below this nothing is granted: the worst case of its first request. */
  least: Amount
  /** Until when a process that says nothing more is believed alive. */
  leaseSeconds: number
}

export async function getModelUsage(tenant: TenantId): Promise<MonthlyUsage> {
  return withTenant(tenant, async (tx) => {
    const [row] = await tx.$queryRaw<UsageRow[]>`
      select present.month, u.tokens, u.micro_usd
      from (select to_char(now() at time zone 'UTC', 'YYYY-MM') as month) present
      left join model_usage u on u.tenant_id = ${tenant}::uuid and u.month = present.month`
    if (!row) throw new Error('the database did not say what month it is')
    return usageOf(row)
  })
}

/**
 * One unit of work, one at a time for a workspace and month. Reads the policy again: a workspace that has just forbidden
 * models, or lowered a limit, is obeyed by every analysis that has not yet reserved.
 */
export async function reserveModelUsage(
  tenant: TenantId,
  { most, least, leaseSeconds }: WantedUsage,
): Promise<Reservation | 'over_budget' | 'forbidden'> {
  return withTenant(tenant, async (tx) => {
    const used = await lockUsage(tx, tenant)
    const { month } = used
    const policy = await tx.modelPolicy.findFirst({ where: { tenantId: tenant } })
    if (!policy || policy.mode === 'local_only') return 'forbidden'
    const held = await heldNow(tx, tenant, month)
    const grant = {
      tokens: granted(policy.monthlyTokens, used.tokens + held.tokens, most.tokens),
      microUsd: granted(policy.monthlyMicroUsd, used.microUsd + held.microUsd, most.microUsd),
    }
    if (grant.tokens < least.tokens || grant.microUsd < least.microUsd) return 'over_budget'
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      insert into model_reservations (id, tenant_id, month, tokens, micro_usd, lease_until)
      values (gen_random_uuid(), ${tenant}::uuid, ${month}, ${grant.tokens}, ${grant.microUsd},
              now() + make_interval(secs => ${leaseSeconds}))
      returning id`
    if (!row) throw new Error('a reservation was not written')
    return { id: row.id, ...grant }
  })
}

/** Counts what was used, whatever became of the analysis and however late it is. Safe to call again. */
export async function settleModelUsage(
  tenant: TenantId,
  id: string,
  used: Amount & { requests: number },
): Promise<boolean> {
  return withTenant(tenant, async (tx) => {
    // In the order of `reserve`, so that the two cannot wait for each other.
    await tx.$queryRaw`
      select 1 from model_usage u join model_reservations r on r.tenant_id = u.tenant_id and r.month = u.month
      where r.id = ${id}::uuid and r.tenant_id = ${tenant}::uuid for update of u`
    const count = await tx.$executeRaw`
      with settled as (
        update model_reservations set settled_at = now()
        where id = ${id}::uuid and tenant_id = ${tenant}::uuid and settled_at is null returning month)
      update model_usage u set
        analyses = analyses + ${used.requests > 0 ? 1 : 0}, requests = requests + ${used.requests},
        tokens = tokens + ${used.tokens}, micro_usd = micro_usd + ${used.microUsd}
      from settled where u.tenant_id = ${tenant}::uuid and u.month = settled.month`
    return count > 0
  })
}

interface UsageRow {
  month: string
  tokens: bigint | null
  micro_usd: bigint | null
}

const usageOf = ({ month, tokens, micro_usd }: UsageRow): MonthlyUsage => ({
  month,
  tokens: Number(tokens ?? 0),
  microUsd: Number(micro_usd ?? 0),
})

/** This month's, by the database's clock: the one clock of all processes. */
async function lockUsage(tx: Tx, tenant: TenantId): Promise<MonthlyUsage> {
  const locked = () => tx.$queryRaw<UsageRow[]>`
    select month, tokens, micro_usd from model_usage
    where tenant_id = ${tenant}::uuid and month = to_char(now() at time zone 'UTC', 'YYYY-MM') for update`
  const [known] = await locked()
  if (known) return usageOf(known)
  await tx.$executeRaw`
    insert into model_usage (id, tenant_id, month)
    values (gen_random_uuid(), ${tenant}::uuid, to_char(now() at time zone 'UTC', 'YYYY-MM')) on conflict do nothing`
  const [begun] = await locked()
  if (!begun) throw new Error('the usage of a month could not be locked')
  return usageOf(begun)
}

/** What others hold. A reservation whose lease has ended is a dead process's and counts no more; a day later it goes. */
async function heldNow(tx: Tx, tenant: TenantId, month: string): Promise<Amount> {
  const [row] = await tx.$queryRaw<{ tokens: bigint | null; micro_usd: bigint | null }[]>`
    with gone as (
      delete from model_reservations where tenant_id = ${tenant}::uuid and lease_until < now() - interval '1 day')
    select sum(tokens)::bigint as tokens, sum(micro_usd)::bigint as micro_usd from model_reservations
    where tenant_id = ${tenant}::uuid and month = ${month} and settled_at is null and lease_until > now()`
  return { tokens: Number(row?.tokens ?? 0), microUsd: Number(row?.micro_usd ?? 0) }
}

function granted(limit: bigint | null, taken: number, most: number): number {
  return limit === null ? most : Math.min(most, Math.max(0, Number(limit) - taken))
}
