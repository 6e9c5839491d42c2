import Stripe from 'stripe'
import { z } from 'zod'
import { createAuditEvent } from '../data/audit-events.ts'
import { findBillingAccount, touchBillingAccount } from '../data/billing-accounts.ts'
import { listInvitations } from '../data/invitations.ts'
import { listMembers } from '../data/memberships.ts'
import type { TenantId } from '../data/unscoped.ts'
import { env } from '../env.ts'
import { Conflict, Invalid } from '../errors.ts'
import { isLiving } from './access.ts'
import { type Change, changing, type Payer, priceOf } from './change.ts'
import { PAID_PLAN_IDS, type PaidPlanId, PLANS, TRIAL_DAYS, TRIAL_PLAN } from './plans.ts'
import { stripeClient, withStripe } from './stripe-client.ts'

/**
 * How a workspace begins to pay, and the pages of Stripe's where it does. No card ever comes to us.
 *
 *   startTrial(payer)                        14 days without a card, once; without one it then ends by itself
 *   openCheckout(payer, { plan, seats })     the address of Stripe's page; there is one open page at a time
 *   openPortal(payer, { to })                card, address, invoices
 *   listInvoices(tenant)
 */

const MAX_SEATS = 1_000
export const chosenPlanSchema = z.strictObject({
  plan: z.enum(PAID_PLAN_IDS),
  /** Counts where the plan is paid for by the seat. */
  seats: z.int().min(1).max(MAX_SEATS).default(1),
})
export type ChosenPlan = z.infer<typeof chosenPlanSchema>
export const portalSchema = z.strictObject({ to: z.enum(['overview', 'card']).default('overview') })

export async function startTrial(payer: Payer): Promise<void> {
  await changing(payer, async ({ stripe, account }) => {
    if (account.trialUsedAt || account.subscription)
      throw new Conflict({ happened: 'This workspace has had its trial.', todo: 'Choose a plan.' })
    const price = await priceOf(stripe, TRIAL_PLAN)
    await stripe.subscriptions.create(
      {
        ...{ customer: account.customerId, items: [{ price: price.id, quantity: 1 }], trial_period_days: TRIAL_DAYS },
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
      },
      // Not of the version: one for the life of the workspace.
      { idempotencyKey: `lethe/${payer.tenant}/trial` },
    )
    await touchBillingAccount(payer.tenant, account.version, { trialUsedAt: new Date() })
    await createAuditEvent(payer.tenant, { actorId: payer.userId, action: 'billing.trial_started' })
  })
}

export async function openCheckout(payer: Payer, chosen: ChosenPlan): Promise<{ url: string }> {
  const { plan, seats } = await checkedSeats(payer.tenant, chosen)
  return changing(payer, async (change) => {
    const { stripe, account, once } = change
    await requireNoLiving(change)
    await closePage(change)
    const price = await priceOf(stripe, plan)
    const session = await stripe.checkout.sessions.create(
      {
        ...{ mode: 'subscription', customer: account.customerId, allow_promotion_codes: true },
        line_items: [{ price: price.id, quantity: seats }],
        success_url: `${env().url}/settings/billing/done?${new URLSearchParams({ plan })}`,
        cancel_url: `${env().url}/settings/billing`,
      },
      once(`checkout/${plan}/${seats}`),
    )
    const written = await touchBillingAccount(payer.tenant, account.version, { checkoutSessionId: session.id })
    if (!written) {
      await stripe.checkout.sessions.expire(session.id, {}, once(`expire/${session.id}`))
      throw new Conflict({ happened: 'Somebody else of this workspace is choosing a plan at this moment.' })
    }
    await createAuditEvent(payer.tenant, {
      ...{ actorId: payer.userId, action: 'billing.checkout_opened', detail: { plan, seats } },
    })
    return { url: urlOf(session.url) }
  })
}

/** A first payment that was begun and never finished makes room; anything else that lives is changed, not doubled. */
async function requireNoLiving({ stripe, account: { subscription } }: Change): Promise<void> {
  if (!subscription || !isLiving(subscription.status)) return
  if (subscription.status === 'incomplete') await stripe.subscriptions.cancel(subscription.subscriptionId)
  else throw new Conflict({ happened: 'This workspace has a plan already.', todo: 'Change it on the page of billing.' })
}

/** The page that was opened before, so that two pages cannot both be paid. */
async function closePage({ stripe, account: { checkoutSessionId }, once }: Change): Promise<void> {
  if (checkoutSessionId === null) return
  try {
    await stripe.checkout.sessions.expire(checkoutSessionId, {}, once(`expire/${checkoutSessionId}`))
  } catch (error) {
    // It was used, or its day has passed.
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
  }
}

/** At least as many as there are people, those who are invited too. Throws Invalid. */
export async function checkedSeats(
  tenant: TenantId,
  { plan, seats }: ChosenPlan,
): Promise<{ plan: PaidPlanId; seats: number }> {
  if (PLANS[plan].price?.per !== 'seat') return { plan, seats: 1 }
  const people = await countPeople(tenant)
  if (seats < people)
    throw new Invalid([{ path: 'seats', message: `${people} people belong to this workspace or are invited.` }])
  return { plan, seats }
}

export async function countPeople(tenant: TenantId): Promise<number> {
  return (await listMembers(tenant)).length + (await listInvitations(tenant)).length
}

export async function openPortal(payer: Payer, { to }: z.infer<typeof portalSchema>): Promise<{ url: string }> {
  return changing(payer, async ({ stripe, account, once }) => {
    const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 })
    const configuration = data.find(({ metadata }) => metadata?.lethe === 'portal')
    if (!configuration)
      throw new Conflict({
        happened: 'The page of the payment provider is not set up yet.',
        todo: 'Whoever runs this Lethe sets it up with `bin/lethe billing setup`.',
      })
    const { url } = await stripe.billingPortal.sessions.create(
      {
        ...{ customer: account.customerId, configuration: configuration.id },
        return_url: `${env().url}/settings/billing/done?${new URLSearchParams({ back: to })}`,
        ...(to === 'card' ? { flow_data: { type: 'payment_method_update' } } : {}),
      },
      once(`portal/${to}/${Date.now()}`),
    )
    return { url: urlOf(url) }
  })
}

/** A link that would lead anywhere but to Stripe (or to what stands in for it) is not followed. */
function urlOf(url: string | null): string {
  const host = url === null ? '' : new URL(url).hostname
  const own = env().billing.stripe?.url
  if (url !== null && (/(^|\.)stripe\.com$/.test(host) || (own && new URL(own).host === new URL(url).host))) return url
  throw new Conflict({ happened: 'The payment provider answered with an address that is not its own.' })
}

export interface InvoiceView {
  id: string
  number: string | null
  createdAt: Date
  status: string
  cents: number
  currency: string
  url: string | null
}

const INVOICES_SHOWN = 24

export async function listInvoices(tenant: TenantId): Promise<InvoiceView[]> {
  const account = await findBillingAccount(tenant)
  if (!account) return []
  return withStripe(async () => {
    const { data } = await stripeClient().invoices.list({ customer: account.customerId, limit: INVOICES_SHOWN })
    return data.map(({ id, number, created, status, total, currency, hosted_invoice_url }) => ({
      ...{ id, number, createdAt: new Date(created * 1_000), status: status ?? 'draft', cents: total, currency },
      url: hosted_invoice_url ?? null,
    }))
  })
}
