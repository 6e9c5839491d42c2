import type Stripe from 'stripe'
import { z } from 'zod'
import { createAuditEvent } from '../data/audit-events.ts'
import type { Subscription } from '../data/billing-accounts.ts'
import { Conflict } from '../errors.ts'
import { type ChosenPlan, checkedSeats, chosenPlanSchema } from './begin.ts'
import { type Change, changing, type Payer, priceOf } from './change.ts'
import { isUpgrade, type PaidPlanId, PLANS } from './plans.ts'

/**
 * Another plan or number of seats. More is had and charged at once, for the rest of the period, or not at all where the card
 * is declined. Less waits for the end of the period: what was paid for stays.
 *
 *   previewChange(payer, chosen)              what it would cost, and when it would be
 *   changePlan(payer, chosen)                 does it; `prorationDate` of the preview makes the sum the one that was shown
 *   cancelPlan(payer, { reason, comment })    at the end of the period
 *   keepPlan(payer)                           takes back a cancellation or a change that waits
 */

export const changePlanSchema = chosenPlanSchema.extend({
  /** Unix seconds; of the last quarter of an hour. */
  prorationDate: z.int().positive().optional(),
})
export const REASONS = [
  ...(['too_expensive', 'missing_features', 'switched_service', 'unused', 'too_complex'] as const),
  ...(['low_quality', 'customer_service', 'other'] as const),
] as const
export const cancelSchema = z.strictObject({ reason: z.enum(REASONS), comment: z.string().trim().max(500).default('') })

export interface Preview {
  when: 'now' | 'at_period_end' | 'same'
  at: Date | null
  /** Charged at once. */
  dueCents: number
  /** From the next period on. */
  monthlyCents: number
  currency: string
  prorationDate: number
}

const PRORATION_SECONDS = 900

export function previewChange(payer: Payer, chosen: ChosenPlan): Promise<Preview> {
  return changing(payer, async (change) => {
    const { stripe, account, once } = change
    const present = requireChangeable(account.subscription)
    const { plan, seats } = await checkedSeats(payer.tenant, chosen)
    const price = await priceOf(stripe, plan)
    const prorationDate = Math.floor(Date.now() / 1_000)
    const monthlyCents = (price.unit_amount ?? 0) * seats
    const same = { at: null, dueCents: 0, monthlyCents, currency: price.currency, prorationDate }
    const kind = kindOf(present, { plan, seats })
    if (kind !== 'now') return { ...same, when: kind, at: kind === 'same' ? null : present.currentPeriodEnd }
    const item = itemOf(await stripe.subscriptions.retrieve(present.subscriptionId))
    const invoice = await stripe.invoices.createPreview(
      {
        ...{ customer: account.customerId, subscription: present.subscriptionId },
        subscription_details: {
          items: [{ id: item.id, price: price.id, quantity: seats }],
          ...{ proration_behavior: 'always_invoice', proration_date: prorationDate },
        },
      },
      once(`preview/${plan}/${seats}/${prorationDate}`),
    )
    return { ...same, when: 'now', dueCents: present.status === 'trialing' ? 0 : invoice.amount_due }
  })
}

export async function changePlan(payer: Payer, chosen: z.infer<typeof changePlanSchema>): Promise<void> {
  await changing(payer, async (change) => {
    const present = requireChangeable(change.account.subscription)
    const wanted = await checkedSeats(payer.tenant, chosen)
    const kind = kindOf(present, wanted)
    const raw = await change.stripe.subscriptions.retrieve(present.subscriptionId, { expand: ['schedule'] })
    if (kind !== 'at_period_end') await dropSchedule(change, raw)
    if (kind === 'now') await changeNow(change, raw, { ...wanted, prorationDate: chosen.prorationDate })
    if (kind === 'at_period_end') await changeLater(change, raw, wanted)
    const detail = { ...wanted, when: kind }
    await createAuditEvent(payer.tenant, { actorId: payer.userId, action: 'billing.plan_changed', detail })
  })
}

/** Nothing was paid in a trial, so nothing of it has to wait. */
function kindOf(present: Subscription, wanted: { plan: PaidPlanId; seats: number }): Preview['when'] {
  if (present.plan === wanted.plan && present.seats === wanted.seats) return 'same'
  const from = { plan: present.plan ?? ('free' as const), seats: present.seats }
  return present.status === 'trialing' || isUpgrade(from, wanted) ? 'now' : 'at_period_end'
}

function requireChangeable(subscription: Subscription | null): Subscription {
  if (subscription && ['active', 'trialing'].includes(subscription.status)) return subscription
  if (subscription && ['past_due', 'unpaid', 'paused'].includes(subscription.status))
    throw new Conflict({
      happened: 'A payment is open.',
      todo: 'Settle it first, on the page of the payment provider.',
    })
  throw new Conflict({ happened: 'This workspace has no plan that could be changed.', todo: 'Choose a plan.' })
}

async function changeNow(
  { stripe, once }: Change,
  raw: Stripe.Subscription,
  { plan, seats, prorationDate }: { plan: PaidPlanId; seats: number; prorationDate?: number | undefined },
): Promise<void> {
  const price = await priceOf(stripe, plan)
  const now = Date.now() / 1_000
  const shown = prorationDate !== undefined && prorationDate <= now && prorationDate > now - PRORATION_SECONDS
  await stripe.subscriptions.update(
    raw.id,
    {
      items: [{ id: itemOf(raw).id, price: price.id, quantity: seats }],
      ...(raw.status === 'trialing'
        ? { proration_behavior: 'none' as const }
        : { proration_behavior: 'always_invoice' as const, payment_behavior: 'error_if_incomplete' as const }),
      ...(shown && raw.status !== 'trialing' ? { proration_date: prorationDate } : {}),
    },
    once(`update/${plan}/${seats}`),
  )
}

/** A schedule of two phases: as it is until the period ends, then as it was wanted, then it goes on by itself. */
async function changeLater(
  { stripe, once }: Change,
  raw: Stripe.Subscription,
  { plan, seats }: { plan: PaidPlanId; seats: number },
): Promise<void> {
  if (raw.cancel_at_period_end)
    throw new Conflict({ happened: 'This plan ends with its period.', todo: 'Keep it first, then change it.' })
  const [price, item] = [await priceOf(stripe, plan), itemOf(raw)]
  const schedule =
    typeof raw.schedule === 'object' && raw.schedule !== null
      ? raw.schedule
      : await stripe.subscriptionSchedules.create({ from_subscription: raw.id }, once('schedule'))
  const [present] = schedule.phases
  await stripe.subscriptionSchedules.update(
    schedule.id,
    {
      end_behavior: 'release',
      phases: [
        {
          items: [{ price: item.price.id, quantity: item.quantity ?? 1 }],
          ...{ start_date: present?.start_date ?? item.current_period_start, end_date: item.current_period_end },
        },
        {
          items: [{ price: price.id, quantity: seats }],
          proration_behavior: 'none',
          metadata: { lethe_lookup_key: PLANS[plan].price?.lookupKey ?? '' },
          duration: { interval: 'month', interval_count: 1 },
        },
      ],
    },
    once(`phases/${plan}/${seats}`),
  )
}

export async function cancelPlan(payer: Payer, { reason, comment }: z.infer<typeof cancelSchema>): Promise<void> {
  await changing(payer, async (change) => {
    const { stripe, account, once } = change
    const present = account.subscription
    if (!present || ['canceled', 'incomplete_expired'].includes(present.status))
      throw new Conflict({ happened: 'This workspace has no plan that could be canceled.' })
    const cancellation_details = { feedback: reason, ...(comment === '' ? {} : { comment }) }
    const raw = await stripe.subscriptions.retrieve(present.subscriptionId, { expand: ['schedule'] })
    await dropSchedule(change, raw)
    if (['active', 'trialing', 'past_due'].includes(present.status))
      await stripe.subscriptions.update(raw.id, { cancel_at_period_end: true, cancellation_details }, once('cancel'))
    else await stripe.subscriptions.cancel(raw.id, { cancellation_details })
    await createAuditEvent(payer.tenant, { actorId: payer.userId, action: 'billing.canceled', detail: { reason } })
  })
}

export async function keepPlan(payer: Payer): Promise<void> {
  await changing(payer, async (change) => {
    const { stripe, account, once } = change
    const present = account.subscription
    if (!present || (!present.cancelAt && !present.next))
      throw new Conflict({ happened: 'There is nothing to take back.' })
    const raw = await stripe.subscriptions.retrieve(present.subscriptionId, { expand: ['schedule'] })
    await dropSchedule(change, raw)
    if (raw.cancel_at_period_end)
      await stripe.subscriptions.update(raw.id, { cancel_at_period_end: false }, once('keep'))
    await createAuditEvent(payer.tenant, { actorId: payer.userId, action: 'billing.kept' })
  })
}

/** While a schedule holds a subscription, Stripe lets nobody else change it. */
async function dropSchedule({ stripe, once }: Change, { schedule }: Stripe.Subscription): Promise<void> {
  const id = typeof schedule === 'object' ? schedule?.id : schedule
  if (id) await stripe.subscriptionSchedules.release(id, {}, once(`release/${id}`))
}

function itemOf({ items }: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = items.data
  if (!item) throw new Error('a subscription without an item')
  return item
}
