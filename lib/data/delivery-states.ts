import type { DeliveryState } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * How a delivery goes from state to state. Every accepted one ends in exactly one:
 *
 *   received -> analyzing -> analyzed -> delivered | failed      (analyzed is an end where no channel is set up)
 *   received -> ignored | coalesced | interrupted | failed       (interrupted -> analyzing where its sender is asked again)
 *
 * Leases are counted by the database's clock, so that no process's own clock can end another's work.
 *
 *   moveDelivery(tenant, id, from, to, changes)      compare-and-set; false where another was first
 *   holdDelivery(tenant, id, hold)                   what is needed should its process go; false where it was given up
 *   renewDeliveries(tenant, ids, leaseSeconds)       the process that holds their text is alive
 *   settleDelivery(tenant, id)                       analyzed -> delivered | failed once its messages have ended
 *   interruptLostDeliveries()                        of all tenants, those whose process has gone; how many
 *   claimInterruptedDeliveries(limit, leaseSeconds)  of all tenants, those of which nobody was told yet
 *   markDeliveryRecovered(tenant, id)                somebody was told
 *   renewQueuedDeliveries(ids, leaseSeconds)         what lies in the shared queue
 */

export interface Interrupted {
  id: string
  tenant: TenantId
  sourceId: string
  receivedAt: Date
  /** Null where its process ended before anything was redacted. */
  sealedRecovery: string | null
}

interface Changes {
  /** One of our own words. */
  reason?: string
  analysisId?: string
  /** From now; none where the new state is an end. */
  leaseSeconds?: number
  /** The new holder. */
  owner?: string
  /** Only where this one holds it. */
  heldBy?: string
  /** Only where nobody was told that it was interrupted. */
  untold?: boolean
}

/** What would be needed after a crash goes with the end of the work. */
const KEEPS_RECOVERY = new Set<DeliveryState>(['received', 'analyzing', 'interrupted'])

export async function moveDelivery(
  tenant: TenantId,
  id: string,
  from: readonly DeliveryState[],
  to: DeliveryState,
  { reason, analysisId, leaseSeconds, owner, heldBy, untold = false }: Changes = {},
): Promise<boolean> {
  const moved = await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update deliveries set
        state = ${to}::delivery_state, reason = ${reason ?? null}, changed_at = now(),
        analysis_id = coalesce(${analysisId ?? null}::uuid, analysis_id),
        lease_until = now() + make_interval(secs => ${leaseSeconds ?? null}::int), lease_owner = ${owner ?? null}::uuid,
        sealed_recovery = case when ${KEEPS_RECOVERY.has(to)} then sealed_recovery end
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and state = any (${[...from]}::delivery_state[])
        and (${heldBy ?? null}::uuid is null or lease_owner = ${heldBy ?? null}::uuid)
        and (not ${untold} or recovered_at is null)`,
  )
  return moved > 0
}

export async function holdDelivery(
  tenant: TenantId,
  id: string,
  { sealedRecovery, leaseSeconds }: { sealedRecovery: string; leaseSeconds: number },
): Promise<boolean> {
  const held = await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update deliveries
      set sealed_recovery = ${sealedRecovery}, lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and state = 'received'`,
  )
  return held > 0
}

export async function renewDeliveries(tenant: TenantId, ids: readonly string[], leaseSeconds: number): Promise<void> {
  await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update deliveries set lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      where id = any (${[...ids]}::uuid[]) and tenant_id = ${tenant}::uuid and state in ('received', 'analyzing')`,
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
    // One that failed can be delivered after all: somebody had its message sent again.
    await tx.delivery.updateMany({
      where: {
        id,
        tenantId: tenant,
        state: { in: told ? ['analyzed', 'failed'] : ['analyzed'] },
        analysisId: { not: null },
      },
      data: { state: told ? 'delivered' : 'failed', reason: told ? null : 'not_delivered', changedAt: new Date() },
    })
  })
}

export async function interruptLostDeliveries(): Promise<number> {
  const [row] = await unscopedCall<{ interrupted: number }>('interrupt_lost_deliveries')
  return row?.interrupted ?? 0
}

export async function claimInterruptedDeliveries(limit: number, leaseSeconds: number): Promise<Interrupted[]> {
  const rows = await unscopedCall<InterruptedRow>('claim_interrupted_deliveries', limit, leaseSeconds)
  return rows.map(({ id, tenant_id, source_id, received_at, sealed_recovery }) => ({
    ...{ id, tenant: unscopedTenantId(tenant_id), sourceId: source_id },
    ...{ receivedAt: received_at, sealedRecovery: sealed_recovery },
  }))
}

interface InterruptedRow {
  id: string
  tenant_id: string
  source_id: string
  received_at: Date
  sealed_recovery: string | null
}

export async function markDeliveryRecovered(tenant: TenantId, id: string): Promise<boolean> {
  const marked = await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      update deliveries set recovered_at = now(), lease_until = null, sealed_recovery = null
      where id = ${id}::uuid and tenant_id = ${tenant}::uuid and state = 'interrupted' and recovered_at is null`,
  )
  return marked > 0
}

export async function renewQueuedDeliveries(ids: readonly string[], leaseSeconds: number): Promise<number> {
  if (ids.length === 0) return 0
  const [row] = await unscopedCall<{ renewed: number }>('renew_queued_deliveries', ids.join(','), leaseSeconds)
  return row?.renewed ?? 0
}
