import { type Tx, withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * What each workspace pays for, as Stripe said when it was last read.
 *
 *   findBillingTenant(customerId)                 whose customer this is, or null
 *   listDueReconciliations(before, limit)         workspaces that were not compared with Stripe since then
 *   findBillingAccount(tenant)                    or null: it never began to pay
 *   createBillingAccount(tenant, customerId)      false where it has one already
 *   saveSubscription(tenant, version, given)      compare-and-set; false where another wrote meanwhile
 *   touchBillingAccount(tenant, version, given)   the same for what is ours; false likewise
 *   takeBillingEvent(tenant, event)               false for one that was taken already
 *   isBillingEventTaken(tenant, eventId)
 *   deleteOldBillingEvents(tenant, before)
 */

export interface Subscription {
  subscriptionId: string
  /** Stripe's word; the list is open-ended. */
  status: string
  /** Null for a price that is not ours. */
  plan: 'pro' | 'team' | null
  seats: number
  currentPeriodEnd: Date | null
  /** When it ends for good, if nobody changes that. */
  cancelAt: Date | null
  trialEnd: Date | null
  /** When the oldest invoice that is unpaid was made; only while one is. */
  pastDueSince: Date | null
  /** What it becomes when its period ends. */
  next: { plan: 'pro' | 'team' | null; seats: number; at: Date } | null
}

export interface BillingAccount {
  customerId: string
  version: number
  subscription: Subscription | null
  checkoutSessionId: string | null
  trialUsedAt: Date | null
  readAt: Date | null
}

export async function findBillingTenant(customerId: string): Promise<TenantId | null> {
  const [row] = await unscopedCall<{ tenant_id: string }>('find_billing_account', customerId)
  return row ? unscopedTenantId(row.tenant_id) : null
}

export async function listDueReconciliations(before: Date, limit: number): Promise<TenantId[]> {
  const rows = await unscopedCall<{ tenant_id: string }>('list_due_reconciliations', before, limit)
  return rows.map(({ tenant_id }) => unscopedTenantId(tenant_id))
}

export async function findBillingAccount(tenant: TenantId): Promise<BillingAccount | null> {
  const row = await withTenant(tenant, (tx) => tx.billingAccount.findFirst({ where: { tenantId: tenant } }))
  if (!row) return null
  const { customerId, version, checkoutSessionId, trialUsedAt, readAt } = row
  return { customerId, version, checkoutSessionId, trialUsedAt, readAt, subscription: subscriptionOf(row) }
}

export async function createBillingAccount(tenant: TenantId, customerId: string): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.billingAccount.createMany({ data: [{ tenantId: tenant, customerId }], skipDuplicates: true }),
  )
  return count === 1
}

/** `subscription` null: the customer has none. `reconciled`: this was a comparison, not an event. */
export async function saveSubscription(
  tenant: TenantId,
  version: number,
  { subscription, reconciled }: { subscription: Subscription | null; reconciled: boolean },
): Promise<boolean> {
  const now = new Date()
  const data = { ...columnsOf(subscription), readAt: now, ...(reconciled ? { reconciledAt: now } : {}) }
  return setWhere(tenant, version, (tx, where) => tx.billingAccount.updateMany({ where, data: { ...data, ...NEXT } }))
}

export async function touchBillingAccount(
  tenant: TenantId,
  version: number,
  given: { checkoutSessionId?: string | null; trialUsedAt?: Date },
): Promise<boolean> {
  const data = {
    ...(given.checkoutSessionId === undefined ? {} : { checkoutSessionId: given.checkoutSessionId }),
    ...(given.trialUsedAt === undefined ? {} : { trialUsedAt: given.trialUsedAt }),
  }
  return setWhere(tenant, version, (tx, where) => tx.billingAccount.updateMany({ where, data: { ...data, ...NEXT } }))
}

/** In a unit of work that may be undone after a false: nothing is raised, so the unit goes on. */
export async function takeBillingEvent(tenant: TenantId, event: { id: string; type: string }): Promise<boolean> {
  const data = [{ tenantId: tenant, eventId: event.id, type: event.type }]
  const { count } = await withTenant(tenant, (tx) => tx.billingEvent.createMany({ data, skipDuplicates: true }))
  return count === 1
}

export async function isBillingEventTaken(tenant: TenantId, eventId: string): Promise<boolean> {
  const where = { tenantId: tenant, eventId }
  return (await withTenant(tenant, (tx) => tx.billingEvent.findFirst({ where, select: { id: true } }))) !== null
}

export async function deleteOldBillingEvents(tenant: TenantId, before: Date): Promise<number> {
  const where = { tenantId: tenant, takenAt: { lt: before } }
  return (await withTenant(tenant, (tx) => tx.billingEvent.deleteMany({ where }))).count
}

const NEXT = { version: { increment: 1 } } as const

async function setWhere(
  tenant: TenantId,
  version: number,
  change: (tx: Tx, where: { tenantId: string; version: number }) => Promise<{ count: number }>,
): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) => change(tx, { tenantId: tenant, version }))
  return count === 1
}

type Columns = Omit<Subscription, 'next' | 'subscriptionId' | 'status'> & {
  subscriptionId: string | null
  status: string | null
  nextPlan: 'pro' | 'team' | null
  nextSeats: number | null
  nextAt: Date | null
}

const NONE: Columns = {
  ...{ subscriptionId: null, status: null, plan: null, seats: 0, currentPeriodEnd: null, cancelAt: null },
  ...{ trialEnd: null, pastDueSince: null, nextPlan: null, nextSeats: null, nextAt: null },
}

function columnsOf(subscription: Subscription | null): Columns {
  if (!subscription) return NONE
  const { next, ...columns } = subscription
  return { ...columns, nextPlan: next?.plan ?? null, nextSeats: next?.seats ?? null, nextAt: next?.at ?? null }
}

interface Row extends Omit<Columns, 'plan' | 'nextPlan'> {
  plan: string | null
  nextPlan: string | null
}

function subscriptionOf(row: Row): Subscription | null {
  const { subscriptionId, status, seats, currentPeriodEnd, cancelAt, trialEnd, pastDueSince, nextAt } = row
  if (subscriptionId === null || status === null) return null
  const next = nextAt && { plan: planOf(row.nextPlan), seats: row.nextSeats ?? 0, at: nextAt }
  return {
    ...{ subscriptionId, status, plan: planOf(row.plan), seats },
    ...{ currentPeriodEnd, cancelAt, trialEnd, pastDueSince, next },
  }
}

/** A check keeps others out. */
const planOf = (text: string | null): 'pro' | 'team' | null => (text === 'pro' || text === 'team' ? text : null)
