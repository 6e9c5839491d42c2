import type { NotificationState } from './generated/enums.ts'
import { keysetPage, type Page, type PageRequest, startOf } from './page.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Messages to channels, each a row with its attempts: pending -> sending -> delivered | failed, and back to pending for
 * another attempt. What a message says is made from the analysis when it is sent; it is not in the row.
 *
 *   createNotifications(tenant, { analysisId, deliveryId, channelIds })   one per channel, never twice for one analysis
 *   claimNotification(tenant, id, leaseUntil)     the row, taken for one attempt; null where another has it
 *   findClaimedNotification(tenant, id)           the row that the sweep took
 *   finishNotification(tenant, id, outcome)       ends the attempt; false where the lease went to another
 *   listNotifications(tenant, { analysisId, limit, cursor })   newest first
 *   claimDueNotifications(limit, leaseSeconds)    of all tenants, those that are due, taken by this call
 */

export interface ClaimedNotification {
  id: string
  channelId: string
  analysisId: string
  deliveryId: string | null
  /** The present one counts: 1 on the first. */
  attempts: number
}

export interface NotificationView extends ClaimedNotification {
  state: NotificationState
  nextAttemptAt: Date
  lastStatus: number | null
  lastError: string | null
  createdAt: Date
  deliveredAt: Date | null
}

/** `status`: HTTP status of the answer, null where none came. `error`: one of our own words. */
export type AttemptOutcome =
  | { state: 'delivered'; status: number | null }
  | { state: 'failed'; status: number | null; error: string }
  | { state: 'pending'; status: number | null; error: string; nextAttemptAt: Date }

export async function createNotifications(
  tenant: TenantId,
  given: { analysisId: string; deliveryId: string | null; channelIds: readonly string[] },
): Promise<string[]> {
  const { analysisId, deliveryId, channelIds } = given
  if (channelIds.length === 0) return []
  const rows = await withTenant(tenant, (tx) =>
    tx.notification.createManyAndReturn({
      data: channelIds.map((channelId) => ({ tenantId: tenant, channelId, analysisId, deliveryId })),
      skipDuplicates: true,
      select: { id: true },
    }),
  )
  return rows.map(({ id }) => id)
}

export async function claimNotification(
  tenant: TenantId,
  id: string,
  leaseUntil: Date,
): Promise<ClaimedNotification | null> {
  const [row] = await withTenant(tenant, (tx) =>
    tx.notification.updateManyAndReturn({
      where: { id, tenantId: tenant, state: 'pending' },
      data: { state: 'sending', attempts: { increment: 1 }, leaseUntil },
      select: CLAIMED,
    }),
  )
  return row ?? null
}

export async function findClaimedNotification(tenant: TenantId, id: string): Promise<ClaimedNotification | null> {
  return withTenant(tenant, (tx) =>
    tx.notification.findFirst({ where: { id, tenantId: tenant, state: 'sending' }, select: CLAIMED }),
  )
}

export async function finishNotification(
  tenant: TenantId,
  { id, attempts }: Pick<ClaimedNotification, 'id' | 'attempts'>,
  outcome: AttemptOutcome,
): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.notification.updateMany({
      // The number of attempts is the lease's own mark: a later claim has raised it.
      where: { id, tenantId: tenant, state: 'sending', attempts },
      data: {
        state: outcome.state,
        leaseUntil: null,
        lastStatus: outcome.status,
        lastError: outcome.state === 'delivered' ? null : outcome.error,
        ...(outcome.state === 'delivered' ? { deliveredAt: new Date() } : {}),
        ...(outcome.state === 'pending' ? { nextAttemptAt: outcome.nextAttemptAt } : {}),
      },
    }),
  )
  return count > 0
}

export async function listNotifications(
  tenant: TenantId,
  request: PageRequest & { analysisId?: string | undefined } = {},
): Promise<Page<NotificationView>> {
  const { take, after } = startOf(request)
  const { analysisId } = request
  if (analysisId !== undefined && !isUuid(analysisId)) return { items: [], nextCursor: null }
  const rows = await withTenant(tenant, (tx) =>
    tx.notification.findMany({
      where: {
        tenantId: tenant,
        ...(analysisId === undefined ? {} : { analysisId }),
        ...(after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] } : {}),
      },
      select: VIEW,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: take + 1,
    }),
  )
  return keysetPage(rows, take, ({ createdAt: at, id }) => ({ at, id }))
}

export async function claimDueNotifications(
  limit: number,
  leaseSeconds: number,
): Promise<{ tenant: TenantId; id: string }[]> {
  const rows = await unscopedCall<{ id: string; tenant_id: string }>('claim_due_notifications', limit, leaseSeconds)
  return rows.map(({ id, tenant_id }) => ({ id, tenant: unscopedTenantId(tenant_id) }))
}

const CLAIMED = { id: true, channelId: true, analysisId: true, deliveryId: true, attempts: true } as const
const VIEW = {
  ...CLAIMED,
  state: true,
  nextAttemptAt: true,
  lastStatus: true,
  lastError: true,
  createdAt: true,
  deliveredAt: true,
} as const
