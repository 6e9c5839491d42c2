import { renewDeliveries } from '../data/delivery-states.ts'
import type { TenantId } from '../data/unscoped.ts'
import { log } from '../log.ts'

/** Longer than three renewals: one that fails loses nothing. By the database's clock. */
export const LEASE_SECONDS = 60
const RENEW_MS = 15_000

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheLeases?: { ids: Map<string, TenantId>; timer?: NodeJS.Timeout } }

/** Keeps the lease of a delivery while `work` holds its text, however long it waits its turn. */
export async function withLease<T>(tenant: TenantId, deliveryId: string, work: () => Promise<T>): Promise<T> {
  held.letheLeases ??= { ids: new Map() }
  const leases = held.letheLeases
  leases.ids.set(deliveryId, tenant)
  leases.timer ??= setInterval(() => void renewLeases(), RENEW_MS).unref()
  try {
    return await work()
  } finally {
    leases.ids.delete(deliveryId)
    if (leases.ids.size === 0 && leases.timer) {
      clearInterval(leases.timer)
      delete leases.timer
    }
  }
}

/** All that this process holds, now: also before anybody looks for leases that have ended. */
export async function renewLeases(): Promise<void> {
  const byTenant = new Map<TenantId, string[]>()
  for (const [id, tenant] of held.letheLeases?.ids ?? []) byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), id])
  for (const [tenant, ids] of byTenant) {
    await renewDeliveries(tenant, ids, LEASE_SECONDS).catch(() =>
      log.warn('leases were not renewed', { count: ids.length }),
    )
  }
}
