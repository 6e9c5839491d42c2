import { deleteOldBillingEvents, findBillingAccount, listDueReconciliations } from '../data/billing-accounts.ts'
import type { TenantId } from '../data/unscoped.ts'
import { log } from '../log.ts'
import { isLiving } from './access.ts'
import { billingStore, type Difference, differencesOf } from './billing-store.ts'
import { isConfigured, stripeClient, withStripe } from './stripe-client.ts'
import { syncTenant } from './sync.ts'

/**
 * Our state compared with Stripe's, and made equal: events can be lost, and nobody tells.
 *
 *   reconcile(tenant, actorId)       on demand; what differed
 *   sweepReconciliations(now)        every account once after three in the morning, UTC
 *   endSubscription(tenant)          before a workspace is erased: nobody must go on paying for it
 */

/** Stripe sends an event again for three days. */
const EVENTS_KEPT_MS = 30 * 86_400_000
const HOUR_UTC = 3
const AT_ONCE = 200

export async function reconcile(tenant: TenantId, actorId: string | null): Promise<Difference[]> {
  const change = await withStripe((stripe) =>
    syncTenant({ stripe, store: billingStore }, tenant, { kind: 'reconciliation', actorId }),
  )
  await deleteOldBillingEvents(tenant, new Date(Date.now() - EVENTS_KEPT_MS))
  return change ? differencesOf(change.before, change.after) : []
}

/** How many accounts differed. One that cannot be compared is said and left for the next turn. */
export async function sweepReconciliations(now = new Date()): Promise<number> {
  if (!isConfigured()) return 0
  let differed = 0
  for (const tenant of await listDueReconciliations(lastNight(now), AT_ONCE)) {
    try {
      if ((await reconcile(tenant, null)).length > 0) differed++
    } catch (error) {
      log.warn('an account was not compared', { error: error instanceof Error ? error.name : typeof error })
    }
  }
  return differed
}

/** The last time that it was three o'clock. */
export function lastNight(now: Date): Date {
  const at = new Date(now)
  at.setUTCHours(HOUR_UTC, 0, 0, 0)
  return at > now ? new Date(at.getTime() - 86_400_000) : at
}

/** Throws where Stripe does not answer: then the workspace is not erased yet. */
export async function endSubscription(tenant: TenantId): Promise<void> {
  if (!isConfigured() || !(await findBillingAccount(tenant))) return
  // What was bought a second ago may not have been told yet.
  await reconcile(tenant, null)
  const present = (await findBillingAccount(tenant))?.subscription
  if (present && isLiving(present.status))
    await withStripe(() => stripeClient().subscriptions.cancel(present.subscriptionId))
}
