import type { Receipt } from '../pipeline/analysis.ts'
import type { AnalysisSource, NotificationState } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * What left and what stayed, from the receipts of analyses and the rows of messages. Nothing is counted twice or beside them.
 *
 *   listEgress(tenant, { after, limit })   operations in the order of time, oldest first; without `after` the latest ones
 *   sumEgress(tenant, days)                totals of each of the last days (UTC), newest first
 */

export type EgressOperation =
  | {
      kind: 'analysis'
      id: string
      at: Date
      source: AnalysisSource
      engine: 'local' | 'claude'
      receipt: Receipt
    }
  | {
      kind: 'message'
      id: string
      at: Date
      /** Of the channel. */
      channelKind: string
      channelName: string
      state: NotificationState
      analysisId: string | null
    }

export interface EgressDay {
  /** 2026-11-20, UTC. */
  day: string
  analyses: number
  bytesIn: number
  redactions: number
  requests: number
  bytesToModels: number
  bytesStored: number
  rawBytesStored: number
}

const MAX_DAYS = 31

/** `after`: strictly later than this moment, by the clock of the database. */
export async function listEgress(
  tenant: TenantId,
  { after, limit }: { after: Date | null; limit: number },
): Promise<EgressOperation[]> {
  const where = { tenantId: tenant, ...(after ? { createdAt: { gt: after } } : {}) }
  const orderBy = [{ createdAt: after ? ('asc' as const) : ('desc' as const) }]
  const operations = await withTenant(tenant, async (tx) => {
    const analyses = await tx.analysis.findMany({
      where,
      orderBy,
      take: limit,
      select: { id: true, createdAt: true, source: true, engine: true, receipt: true },
    })
    const messages = await tx.notification.findMany({
      where,
      orderBy,
      take: limit,
      select: {
        id: true,
        createdAt: true,
        state: true,
        analysisId: true,
        channel: { select: { kind: true, name: true } },
      },
    })
    return [
      ...analyses.map(({ createdAt: at, receipt, ...row }): EgressOperation => {
        return { kind: 'analysis', ...row, at, receipt: receipt as unknown as Receipt }
      }),
      ...messages.map(({ createdAt: at, channel, ...row }): EgressOperation => {
        return { kind: 'message', ...row, at, channelKind: channel.kind, channelName: channel.name }
      }),
    ]
  })
  const ordered = operations.sort((a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id))
  return after ? ordered.slice(0, limit) : ordered.slice(-limit)
}

export async function sumEgress(tenant: TenantId, days: number): Promise<EgressDay[]> {
  const count = Math.min(MAX_DAYS, Math.max(1, Math.floor(days)))
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<Record<keyof EgressDay, string>[]>`
      select to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
        count(*)::text as analyses,
        sum((a.receipt ->> 'bytesIn')::bigint)::text as "bytesIn",
        sum(coalesce((select sum((r ->> 'count')::bigint) from jsonb_array_elements(a.receipt -> 'redactions') r), 0))::text as redactions,
        sum(jsonb_array_length(a.receipt -> 'requests'))::text as requests,
        sum(coalesce((select sum((q ->> 'bytesOut')::bigint) from jsonb_array_elements(a.receipt -> 'requests') q), 0))::text as "bytesToModels",
        sum((a.receipt ->> 'bytesStored')::bigint)::text as "bytesStored",
        sum((a.receipt ->> 'rawBytesStored')::bigint)::text as "rawBytesStored"
      from analyses a
      where a.tenant_id = ${tenant}::uuid
        and a.created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - make_interval(days => ${count - 1}::int)
      group by 1 order by 1 desc`,
  )
  return rows.map(({ day, ...sums }) => ({
    day,
    analyses: Number(sums.analyses),
    bytesIn: Number(sums.bytesIn),
    redactions: Number(sums.redactions),
    requests: Number(sums.requests),
    bytesToModels: Number(sums.bytesToModels),
    bytesStored: Number(sums.bytesStored),
    rawBytesStored: Number(sums.rawBytesStored),
  }))
}
