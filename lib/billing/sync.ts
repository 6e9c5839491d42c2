import type Stripe from 'stripe'
import type { BillingAccount, Subscription } from '../data/billing-accounts.ts'
import type { TenantId } from '../data/unscoped.ts'
import { Unavailable } from '../errors.ts'
import { isLiving } from './access.ts'
import { listSubscriptions, withDebt } from './read-subscription.ts'

/**
 * Makes our state Stripe's, for one workspace. Our version is read before Stripe is asked and compared when the answer is
 * written, so an older answer can never be written over a newer one: whoever lost the race asks again.
 */

/** Why Stripe is asked. */
export type Cause =
  | { kind: 'event'; id: string; type: string }
  | { kind: 'change'; actorId: string }
  | { kind: 'reconciliation'; actorId: string | null }

export interface Synced {
  before: Subscription | null
  after: Subscription | null
}

/** Where our state lives: `billing-store.ts`; in the test of schedules a map in memory that compares and sets likewise. */
export interface BillingStore {
  tenantOf(customerId: string): Promise<TenantId | null>
  isTaken(tenant: TenantId, eventId: string): Promise<boolean>
  load(tenant: TenantId): Promise<Pick<BillingAccount, 'customerId' | 'version' | 'subscription'> | null>
  /** One unit of work: the event is marked as taken, the state is written where it still has `version`, the change is audited. */
  save(tenant: TenantId, version: number, change: Synced, cause: Cause): Promise<'saved' | 'stale' | 'taken_before'>
}

export interface Books {
  stripe: Stripe
  store: BillingStore
}

/** Beyond any number of processes that write at the same moment; each loss means that another one got further. */
const ATTEMPTS = 12

/** Null where the workspace has no account. Throws what the client of Stripe throws, and Unavailable. */
export async function syncTenant({ stripe, store }: Books, tenant: TenantId, cause: Cause): Promise<Synced | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const account = await store.load(tenant)
    if (!account) return null
    const all = await listSubscriptions(stripe, account.customerId)
    const [first] = all
    const change = { before: account.subscription, after: first ? await withDebt(stripe, first) : null }
    const outcome = await store.save(tenant, account.version, change, cause)
    if (outcome === 'stale') continue
    if (first) await endSecondOnes(stripe, all.slice(1))
    return outcome === 'saved' ? change : null
  }
  throw new Unavailable({ happened: 'The state of the subscription changes too fast.' })
}

/** There is one page at a time where somebody may subscribe; should two have come of it all the same, one must not go on to cost. */
async function endSecondOnes(stripe: Stripe, others: readonly Stripe.Subscription[]): Promise<void> {
  for (const { id, status } of others)
    if (isLiving(status)) await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true })
}
