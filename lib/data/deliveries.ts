import { NotFound } from '../errors.ts'
import type { DecisionKind } from '../pipeline/analysis.ts'
import type { DeliveryState } from './generated/enums.ts'
import { keysetPage, type Page, type PageRequest, startOf } from './page.ts'
import { type Tx, withTenant } from './prisma.ts'
import { type TenantId, unscopedCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * What became of each signed request of a sender. Every accepted one ends in exactly one state:
 *
 *   received -> analyzing -> analyzed -> delivered | failed      (analyzed is an end where no channel is set up)
 *   received -> ignored | coalesced | interrupted | failed
 *
 *   createDelivery(tenant, NewDelivery)              the row, or null for a delivery that was here already
 *   moveDelivery(tenant, id, from, to, changes)      compare-and-set; false where another was first
 *   renewDeliveries(tenant, ids, leaseUntil)         the process that holds their text is alive
 *   settleDelivery(tenant, id)                       analyzed -> delivered | failed once its messages have ended
 *   getDelivery(tenant, id)                          or NotFound
 *   listDeliveries(tenant, { sourceId, limit, cursor })   newest first
 *   listLastDeliveries(tenant)                       the newest of every source
 *   interruptLostDeliveries()                        of all tenants, those whose process has gone; how many
 */

export interface NewDelivery {
  sourceId: string
  /** 64 hex digits. */
  deliveryKey: string
  /** 64 hex digits, or null where repeats cannot be told. */
  jobKey: string | null
  /** Set where nothing is to be done: one of our own words. */
  ignoredFor: string | null
  /** An alert of the same job key that came after this joins that one. */
  joinSince: Date
  leaseUntil: Date
}

export interface MadeDelivery {
  id: string
  state: 'received' | 'ignored' | 'coalesced'
}

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

/** One unit of work. Deliveries of one alert are taken one after the other, so that two at once are not both the first. */
export async function createDelivery(tenant: TenantId, given: NewDelivery): Promise<MadeDelivery | null> {
  return withTenant(tenant, async (tx) => {
    const first = given.ignoredFor === null ? await findFirstOfJob(tx, tenant, given) : null
    const state = given.ignoredFor !== null ? 'ignored' : first ? 'coalesced' : 'received'
    const [row] = await tx.delivery.createManyAndReturn({
      data: [
        {
          tenantId: tenant,
          sourceId: given.sourceId,
          deliveryKey: given.deliveryKey,
          jobKey: given.jobKey,
          state,
          reason: first ? 'same_alert' : given.ignoredFor,
          analysisId: first?.analysisId ?? null,
          leaseUntil: state === 'received' ? given.leaseUntil : null,
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    })
    return row ? { id: row.id, state } : null
  })
}

async function findFirstOfJob(tx: Tx, tenant: TenantId, { sourceId, jobKey, deliveryKey, joinSince }: NewDelivery) {
  if (jobKey === null) return null
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${sourceId}/${jobKey}`}, 0))`
  return tx.delivery.findFirst({
    where: {
      tenantId: tenant,
      sourceId,
      jobKey,
      deliveryKey: { not: deliveryKey },
      receivedAt: { gt: joinSince },
      // What failed or was interrupted before an answer existed is tried again by the sender's next notice.
      OR: [{ state: { in: ['received', 'analyzing', 'analyzed', 'delivered'] } }, { analysisId: { not: null } }],
    },
    select: { analysisId: true },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  })
}

/** `reason` is one of our own words. A final state gives the lease up. */
export async function moveDelivery(
  tenant: TenantId,
  id: string,
  from: readonly DeliveryState[],
  to: DeliveryState,
  changes: { reason?: string; analysisId?: string; leaseUntil?: Date } = {},
): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.delivery.updateMany({
      where: { id, tenantId: tenant, state: { in: [...from] } },
      data: { leaseUntil: null, ...changes, state: to, changedAt: new Date() },
    }),
  )
  return count > 0
}

export async function renewDeliveries(tenant: TenantId, ids: readonly string[], leaseUntil: Date): Promise<void> {
  await withTenant(tenant, (tx) =>
    tx.delivery.updateMany({
      where: { id: { in: [...ids] }, tenantId: tenant, state: { in: ['received', 'analyzing'] } },
      data: { leaseUntil },
    }),
  )
}

/** Delivered where one channel at least was told; failed where none was. While a message is under way: nothing. */
export async function settleDelivery(tenant: TenantId, id: string): Promise<void> {
  await withTenant(tenant, async (tx) => {
    const messages = await tx.notification.findMany({
      where: { deliveryId: id, tenantId: tenant },
      select: { state: true },
    })
    if (messages.length === 0 || messages.some(({ state }) => state === 'pending' || state === 'sending')) return
    const told = messages.some(({ state }) => state === 'delivered')
    await tx.delivery.updateMany({
      where: { id, tenantId: tenant, state: 'analyzed' },
      data: { state: told ? 'delivered' : 'failed', reason: told ? null : 'not_delivered', changedAt: new Date() },
    })
  })
}

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
    const answers = await answersOf(tx, tenant, page.items)
    const items = page.items.map((row) => ({ ...row, analysis: answers.get(row.analysisId ?? '') ?? null }))
    return { ...page, items }
  })
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
  receivedAt: true,
  changedAt: true,
} as const

export async function interruptLostDeliveries(): Promise<number> {
  const [row] = await unscopedCall<{ interrupted: number }>('interrupt_lost_deliveries')
  return row?.interrupted ?? 0
}
