import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * The accounting of alerts: what was taken, counted in the transaction that took it, beside what the rows say became of it.
 *
 *   addToLedger(tenant, sourceId, counts)   what has no row: refusals, wrong signatures
 *   listLedger(tenant, { days })            a line for each source and day (UTC), newest first
 */

export interface LedgerCounts {
  refusedBusy: number
  refusedRate: number
  missing: number
  malformed: number
  mismatch: number
  stale: number
  /** Of another topic, or of a signature version that the source does not take. */
  unexpected: number
}

/** States of a delivery's row. `received` and `analyzing` are in hand; the others are ends. */
export interface EndStates {
  received: number
  analyzing: number
  analyzed: number
  delivered: number
  failed: number
  coalesced: number
  ignored: number
  interrupted: number
}

export interface LedgerLine extends LedgerCounts, EndStates {
  sourceId: string
  sourceName: string
  sourceKind: string
  /** YYYY-MM-DD, UTC. */
  day: string
  /** Counted apart from the rows. */
  accepted: number
  duplicates: number
}

/** Not in the path of a request: sums of a second, added at once. */
export async function addToLedger(tenant: TenantId, sourceId: string, counts: Partial<LedgerCounts>): Promise<void> {
  const {
    refusedBusy = 0,
    refusedRate = 0,
    missing = 0,
    malformed = 0,
    mismatch = 0,
    stale = 0,
    unexpected = 0,
  } = counts
  await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      insert into ledger_entries as e
        (id, tenant_id, source_id, day, shard, refused_busy, refused_rate, missing, malformed, mismatch, stale, unexpected)
      select gen_random_uuid(), s.tenant_id, s.id, (now() at time zone 'utc')::date, pg_backend_pid() % 64,
        ${refusedBusy}::int, ${refusedRate}::int, ${missing}::int, ${malformed}::int, ${mismatch}::int, ${stale}::int, ${unexpected}::int
      from sources s where s.id = ${sourceId}::uuid and s.tenant_id = ${tenant}::uuid
      on conflict (source_id, tenant_id, day, shard) do update set
        refused_busy = e.refused_busy + excluded.refused_busy, refused_rate = e.refused_rate + excluded.refused_rate,
        missing = e.missing + excluded.missing, malformed = e.malformed + excluded.malformed,
        mismatch = e.mismatch + excluded.mismatch, stale = e.stale + excluded.stale, unexpected = e.unexpected + excluded.unexpected`,
  )
}

/** One statement, so that both sides of the comparison are of one moment. */
export async function listLedger(tenant: TenantId, { days = 14 } = {}): Promise<LedgerLine[]> {
  return withTenant(
    tenant,
    (tx) => tx.$queryRaw<LedgerLine[]>`
      with counted as (
        select source_id, day, sum(accepted)::int as accepted, sum(duplicates)::int as duplicates,
          sum(refused_busy)::int as "refusedBusy", sum(refused_rate)::int as "refusedRate", sum(missing)::int as missing,
          sum(malformed)::int as malformed, sum(mismatch)::int as mismatch, sum(stale)::int as stale, sum(unexpected)::int as unexpected
        from ledger_entries
        where tenant_id = ${tenant}::uuid and day > (now() at time zone 'utc')::date - ${days}::int group by 1, 2
      ), ended as (
        select source_id, (received_at at time zone 'utc')::date as day,
          count(*) filter (where state = 'received')::int as received, count(*) filter (where state = 'analyzing')::int as analyzing,
          count(*) filter (where state = 'analyzed')::int as analyzed, count(*) filter (where state = 'delivered')::int as delivered,
          count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'coalesced')::int as coalesced,
          count(*) filter (where state = 'ignored')::int as ignored,
          count(*) filter (where state = 'interrupted')::int as interrupted
        from deliveries where tenant_id = ${tenant}::uuid
          and received_at >= ((now() at time zone 'utc')::date - ${days}::int + 1)::timestamp at time zone 'utc' group by 1, 2
      )
      select s.id as "sourceId", s.name as "sourceName", s.kind as "sourceKind", to_char(day, 'YYYY-MM-DD') as day,
        coalesce(accepted, 0) as accepted, coalesce(duplicates, 0) as duplicates,
        coalesce("refusedBusy", 0) as "refusedBusy", coalesce("refusedRate", 0) as "refusedRate",
        coalesce(missing, 0) as missing, coalesce(malformed, 0) as malformed,
        coalesce(mismatch, 0) as mismatch, coalesce(stale, 0) as stale, coalesce(unexpected, 0) as unexpected,
        coalesce(received, 0) as received, coalesce(analyzing, 0) as analyzing, coalesce(analyzed, 0) as analyzed,
        coalesce(delivered, 0) as delivered, coalesce(failed, 0) as failed, coalesce(coalesced, 0) as coalesced,
        coalesce(ignored, 0) as ignored, coalesce(interrupted, 0) as interrupted
      from counted full join ended using (source_id, day) join sources s on s.id = source_id
      where s.tenant_id = ${tenant}::uuid
      order by day desc, s.created_at, s.id`,
  )
}
