import { NotFound } from '../errors.ts'
import type { DecisionKind } from '../pipeline/analysis.ts'
import type { DeliveryState } from './generated/enums.ts'
import { keysetPage, type Page, type PageRequest, startOf } from './page.ts'
import { type Tx, withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * What became of each signed request of a sender, for people to see. How states change: delivery-states.ts.
 *
 *   getDelivery(tenant, id)                               or NotFound
 *   listDeliveries(tenant, { sourceId, limit, cursor })   newest first
 *   listLastDeliveries(tenant)                            the newest of every source
 */

export interface DeliveryView {
  id: string
  sourceId: string
  source: { name: string; kind: string }
  state: DeliveryState
  reason: string | null
  analysisId: string | null
  /** Null where there is none yet, and where it was deleted. */
  analysis: { title: string; decision: DecisionKind } | null
  receivedAt: Date
  changedAt: Date
}

export type LastDelivery = Pick<DeliveryView, 'sourceId' | 'state' | 'receivedAt'>

/** Where a delivery has got to. */
export type DeliveryEnd = Pick<DeliveryView, 'id' | 'state' | 'analysisId'>

export async function getDelivery(tenant: TenantId, id: string): Promise<DeliveryEnd> {
  const select = { id: true, state: true, analysisId: true } as const
  const found = isUuid(id)
    ? await withTenant(tenant, (tx) => tx.delivery.findFirst({ where: { id, tenantId: tenant }, select }))
    : null
  if (!found) throw new NotFound('delivery')
  return found
}

export async function listDeliveries(
  tenant: TenantId,
  request: PageRequest & { sourceId?: string | undefined } = {},
): Promise<Page<DeliveryView>> {
  const { take, after } = startOf(request)
  const { sourceId } = request
  if (sourceId !== undefined && !isUuid(sourceId)) return { items: [], nextCursor: null }
  return withTenant(tenant, async (tx) => {
    const rows = await tx.delivery.findMany({
      where: {
        tenantId: tenant,
        ...(sourceId === undefined ? {} : { sourceId }),
        ...(after ? { OR: [{ receivedAt: { lt: after.at } }, { receivedAt: after.at, id: { lt: after.id } }] } : {}),
      },
      select: SHOWN,
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      take: take + 1,
    })
    const page = keysetPage(rows, take, ({ receivedAt: at, id }) => ({ at, id }))
    const joined = await withGroups(tx, tenant, page.items)
    const answers = await answersOf(tx, tenant, joined)
    const items = joined.map((row) => ({ ...row, analysis: answers.get(row.analysisId ?? '') ?? null }))
    return { ...page, items }
  })
}

/** What joined an alert before that was analyzed is answered by its group's analysis. */
async function withGroups<Row extends { analysisId: string | null; groupId: string | null }>(
  tx: Tx,
  tenant: TenantId,
  rows: readonly Row[],
): Promise<Omit<Row, 'groupId'>[]> {
  const ids = [...new Set(rows.flatMap(({ analysisId, groupId }) => (analysisId === null && groupId) || []))]
  const groups =
    ids.length === 0
      ? []
      : await tx.alertGroup.findMany({
          where: { tenantId: tenant, id: { in: ids } },
          select: { id: true, analysisId: true },
        })
  const answers = new Map(groups.map(({ id, analysisId }) => [id, analysisId]))
  return rows.map(({ groupId, ...row }) => ({
    ...row,
    analysisId: row.analysisId ?? answers.get(groupId ?? '') ?? null,
  }))
}

/** No foreign key leads from a delivery to its analysis: the row outlives it. */
async function answersOf(tx: Tx, tenant: TenantId, rows: readonly { analysisId: string | null }[]) {
  const ids = [...new Set(rows.flatMap(({ analysisId }) => analysisId ?? []))]
  if (ids.length === 0) return new Map<string, NonNullable<DeliveryView['analysis']>>()
  const found = await tx.analysis.findMany({
    where: { tenantId: tenant, id: { in: ids } },
    select: { id: true, title: true, decision: true },
  })
  return new Map(found.map(({ id, ...shown }) => [id, shown]))
}

export async function listLastDeliveries(tenant: TenantId): Promise<LastDelivery[]> {
  // Prisma's own `distinct` reads every row and picks afterwards.
  return withTenant(
    tenant,
    (tx) => tx.$queryRaw<LastDelivery[]>`
      select s.id as "sourceId", d.state::text as state, d.received_at as "receivedAt"
      from sources s cross join lateral (
        select state, received_at from deliveries
        where tenant_id = s.tenant_id and source_id = s.id order by received_at desc limit 1
      ) d where s.tenant_id = ${tenant}::uuid`,
  )
}

const SHOWN = {
  id: true,
  sourceId: true,
  source: { select: { name: true, kind: true } },
  state: true,
  reason: true,
  analysisId: true,
  groupId: true,
  receivedAt: true,
  changedAt: true,
} as const

/** From which source the alert came that an analysis answers, or that a delivery was; null where neither says. */
export async function findSourceId(
  tenant: TenantId,
  { deliveryId, analysisId }: { deliveryId: string | null; analysisId: string | null },
): Promise<string | null> {
  if (deliveryId === null && analysisId === null) return null
  const where = deliveryId === null ? { analysisId } : { id: deliveryId }
  const found = await withTenant(tenant, (tx) =>
    tx.delivery.findFirst({ where: { tenantId: tenant, ...where }, select: { sourceId: true } }),
  )
  return found?.sourceId ?? null
}
