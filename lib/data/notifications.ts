import type { NotificationState } from './generated/enums.ts'
import { keysetPage, type Page, type PageRequest, startOf } from './page.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Messages to channels, each a row with its attempts: pending -> sending -> delivered | failed, and back to pending for
 * another attempt. What a message says is made from the analysis when it is sent; it is not in the row.
 *
 *   createNotifications(tenant, { analysisId | noticeId, deliveryId, channels })   one per channel, never twice for one subject
 *   claimNotification(tenant, id, leaseSeconds)   the row, taken for one attempt; null where another has it
 *   beginNotification(tenant, claimed)            it is about to leave; false where the lease went to another
 *   findClaimedNotification(tenant, id)           the row that the sweep took
 *   findExternalRef(tenant, channelId, analysisId)   what the receiver calls the message of an analysis, or null
 *   replayNotification(tenant, id)                an ended message is due again; false where it has not ended
 *   finishNotification(tenant, id, outcome)       ends the attempt; false where the lease went to another
 *   listNotifications(tenant, { analysisId, limit, cursor })   newest first
 *   claimDueNotifications(limit, leaseSeconds)    of all tenants, those that are due, taken by this call
 *   failLostNotifications()                       of all tenants, those that were leaving when their process ended
 */

export interface ClaimedNotification {
  id: string
  channelId: string
  /** One of the two. */
  analysisId: string | null
  noticeId: string | null
  deliveryId: string | null
  /** The present one counts: 1 on the first. */
  attempts: number
}

export interface NotificationView extends ClaimedNotification {
  /** One of the two. */
  analysis: { title: string } | null
  notice: { kind: string } | null
  state: NotificationState
  nextAttemptAt: Date
  lastStatus: number | null
  lastError: string | null
  createdAt: Date
  deliveredAt: Date | null
}

/** `status`: HTTP status of the answer, null where none came. `error`: one of our own words. */
export type AttemptOutcome =
  | { state: 'delivered'; status: number | null; externalRef?: string | undefined }
  | { state: 'failed'; status: number | null; error: string }
  | { state: 'pending'; status: number | null; error: string; nextAttemptAt: Date }

export async function createNotifications(
  tenant: TenantId,
  given: {
    analysisId?: string
    noticeId?: string
    deliveryId: string | null
    /** `notBefore`: the end of quiet hours there, or null. */
    channels: readonly { id: string; notBefore: Date | null }[]
  },
): Promise<string[]> {
  const { analysisId = null, noticeId = null, deliveryId, channels } = given
  if (channels.length === 0) return []
  const rows = await withTenant(tenant, (tx) =>
    tx.notification.createManyAndReturn({
      data: channels.map(({ id: channelId, notBefore }) => ({
        ...{ tenantId: tenant, channelId, analysisId, noticeId, deliveryId },
        ...(notBefore ? { nextAttemptAt: notBefore } : {}),
      })),
      skipDuplicates: true,
      select: { id: true },
    }),
  )
  return rows.map(({ id }) => id)
}

export async function claimNotification(
  tenant: TenantId,
  id: string,
  leaseSeconds: number,
): Promise<ClaimedNotification | null> {
  const [row] = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<ClaimedNotification[]>`
      update notifications set state = 'sending', attempts = attempts + 1, begun_at = null,
        lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and state = 'pending' and next_attempt_at <= now()
      returning id, channel_id as "channelId", analysis_id as "analysisId", notice_id as "noticeId",
        delivery_id as "deliveryId", attempts`,
  )
  return row ?? null
}

/** From here on nobody can know whether it arrived, should this process end: it will not be sent a second time. */
export async function beginNotification(
  tenant: TenantId,
  { id, attempts }: Pick<ClaimedNotification, 'id' | 'attempts'>,
): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.notification.updateMany({
      where: { id, tenantId: tenant, state: 'sending', attempts },
      data: { begunAt: new Date() },
    }),
  )
  return count > 0
}

export async function findClaimedNotification(tenant: TenantId, id: string): Promise<ClaimedNotification | null> {
  return withTenant(tenant, (tx) =>
    tx.notification.findFirst({ where: { id, tenantId: tenant, state: 'sending' }, select: CLAIMED }),
  )
}

export async function findExternalRef(tenant: TenantId, channelId: string, analysisId: string): Promise<string | null> {
  const found = await withTenant(tenant, (tx) =>
    tx.notification.findFirst({
      where: { tenantId: tenant, channelId, analysisId, externalRef: { not: null } },
      select: { externalRef: true },
    }),
  )
  return found?.externalRef ?? null
}

export async function replayNotification(tenant: TenantId, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const again = await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update notifications set state = 'pending', attempts = 0, next_attempt_at = now(), last_error = null
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and state in ('delivered', 'failed')`,
  )
  return again > 0
}

export async function finishNotification(
  tenant: TenantId,
  { id, attempts }: Pick<ClaimedNotification, 'id' | 'attempts'>,
  outcome: AttemptOutcome,
): Promise<boolean> {
  const { state, status } = outcome
  const error = state === 'delivered' ? null : outcome.error
  const externalRef = state === 'delivered' ? (outcome.externalRef ?? null) : null
  // By the database's clock, which is what a due message is compared with.
  const waitMs = state === 'pending' ? Math.max(0, outcome.nextAttemptAt.getTime() - Date.now()) : null
  const ended = await withTenant(
    tenant,
    // The number of attempts is the lease's own mark: a later claim has raised it.
    (tx) => tx.$executeRaw`
      update notifications set state = ${state}::notification_state, lease_until = null, begun_at = null,
        last_status = ${status}, last_error = ${error}, external_ref = coalesce(${externalRef}, external_ref),
        delivered_at = case when ${state === 'delivered'} then now() else delivered_at end,
        next_attempt_at = coalesce(now() + ${waitMs}::float8 * interval '1 millisecond', next_attempt_at)
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and state = 'sending' and attempts = ${attempts}`,
  )
  return ended > 0
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

export async function failLostNotifications(): Promise<{ tenant: TenantId; deliveryId: string | null }[]> {
  const rows = await unscopedCall<{ tenant_id: string; delivery_id: string | null }>('fail_lost_notifications')
  return rows.map(({ tenant_id, delivery_id }) => ({ tenant: unscopedTenantId(tenant_id), deliveryId: delivery_id }))
}

const CLAIMED = {
  ...{ id: true, channelId: true, analysisId: true, noticeId: true, deliveryId: true, attempts: true },
} as const
const VIEW = {
  ...CLAIMED,
  analysis: { select: { title: true } },
  notice: { select: { kind: true } },
  state: true,
  nextAttemptAt: true,
  lastStatus: true,
  lastError: true,
  createdAt: true,
  deliveredAt: true,
} as const
