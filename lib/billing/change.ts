import type Stripe from 'stripe'
import {
  type BillingAccount,
  createBillingAccount,
  findBillingAccount,
  touchBillingAccount,
} from '../data/billing-accounts.ts'
import { Conflict } from '../errors.ts'
import type { Member } from '../session.ts'
import { billingStore } from './billing-store.ts'
import { type PaidPlanId, PLANS } from './plans.ts'
import { withStripe } from './stripe-client.ts'
import { syncTenant } from './sync.ts'

/**
 * What every change of ours at Stripe has in common: our state is made Stripe's before and after, and each POST carries an
 * idempotency key made of the workspace, the version of what we knew and what is asked. The same press twice is one change;
 * one that failed gets a new key only after our version moved.
 */

export type Payer = Pick<Member, 'tenant' | 'userId' | 'email' | 'workspaceName'>

export interface Change {
  stripe: Stripe
  account: BillingAccount
  /** For one POST; `what` tells it from others of the same change. */
  once(what: string): { idempotencyKey: string }
}

/** Runs one change for a workspace that has an account (one is made where it has none). Throws what people may be told. */
export function changing<T>(payer: Payer, work: (change: Change) => Promise<T>): Promise<T> {
  return withStripe(async (stripe) => {
    await ensureAccount(stripe, payer)
    await syncPayer(stripe, payer)
    const account = await getAccount(payer)
    const once = (what: string) => ({ idempotencyKey: `lethe/${payer.tenant}/${account.version}/${what}` })
    try {
      return await work({ stripe, account, once })
    } catch (error) {
      // Stripe answers a key as it did the first time, a declined card too.
      await touchBillingAccount(payer.tenant, account.version, {})
      throw error
    } finally {
      await syncPayer(stripe, payer).catch(() => {})
    }
  })
}

export const syncPayer = (stripe: Stripe, { tenant, userId }: Payer) =>
  syncTenant({ stripe, store: billingStore }, tenant, { kind: 'change', actorId: userId })

async function getAccount({ tenant }: Payer): Promise<BillingAccount> {
  const account = await findBillingAccount(tenant)
  if (!account) throw new Error('the account that was made is not there')
  return account
}

/** Of two at once both get the same customer from Stripe, by the key, and one of them writes it down. */
async function ensureAccount(stripe: Stripe, { tenant, email, workspaceName }: Payer): Promise<void> {
  if (await findBillingAccount(tenant)) return
  const customer = await stripe.customers.create(
    { email, name: workspaceName, metadata: { lethe_workspace: tenant } },
    { idempotencyKey: `lethe/${tenant}/customer/${email}` },
  )
  await createBillingAccount(tenant, customer.id)
}

/** By its lookup key: what a request says is the name of a plan, never a price. */
export async function priceOf(stripe: Stripe, plan: PaidPlanId): Promise<Stripe.Price> {
  const lookupKey = PLANS[plan].price?.lookupKey ?? ''
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 })
  const [price] = data
  if (!price)
    throw new Conflict({
      happened: `${PLANS[plan].name} has no price at the payment provider yet.`,
      todo: 'Whoever runs this Lethe sets prices up with `bin/lethe billing setup`.',
    })
  return price
}
