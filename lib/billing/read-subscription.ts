import type Stripe from 'stripe'
import type { Subscription } from '../data/billing-accounts.ts'
import { isLiving } from './access.ts'
import { type PaidPlanId, planOfLookupKey } from './plans.ts'

/**
 * What Stripe says of a customer's subscription, now. The one reader of Stripe's shapes (API 2026-10-28.endive: the end of a
 * period stands on the item).
 *
 *   readSubscription(stripe, customerId)     null where there never was one
 *   listSubscriptions(stripe, customerId)    all of them, the one that counts first
 */

export async function readSubscription(stripe: Stripe, customerId: string): Promise<Subscription | null> {
  const [first] = await listSubscriptions(stripe, customerId)
  return first ? withDebt(stripe, first) : null
}

/** What gives most comes first, and of several the oldest; of those that have ended the youngest. */
export async function listSubscriptions(stripe: Stripe, customerId: string): Promise<Stripe.Subscription[]> {
  const { data } = await stripe.subscriptions.list({
    ...{ customer: customerId, status: 'all', limit: 100, expand: ['data.schedule'] },
  })
  const age = (one: Stripe.Subscription) => (isLiving(one.status) ? one.created : -one.created)
  return [...data].sort((a, b) => rankOf(a.status) - rankOf(b.status) || age(a) - age(b) || (a.id < b.id ? -1 : 1))
}

const RANKS = ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'incomplete']
/** A state that is new to us is still more than one that has ended. */
const rankOf = (status: string): number =>
  RANKS.includes(status) ? RANKS.indexOf(status) : isLiving(status) ? RANKS.length : RANKS.length + 1

export function stateOf(raw: Stripe.Subscription): Subscription {
  const [item] = raw.items.data
  const { schedule } = raw
  return {
    subscriptionId: raw.id,
    status: raw.status,
    plan: item ? planOfPrice(item.price) : null,
    seats: item?.quantity ?? 0,
    currentPeriodEnd: item ? at(item.current_period_end) : null,
    cancelAt: raw.cancel_at === null ? null : at(raw.cancel_at),
    trialEnd: raw.trial_end === null ? null : at(raw.trial_end),
    pastDueSince: null,
    next: schedule !== null && typeof schedule === 'object' ? nextOf(schedule) : null,
  }
}

/** The key of a price that was replaced goes to the new one; what the price was made for stays on it. */
export function planOfPrice(price: Pick<Stripe.Price, 'lookup_key' | 'metadata'>): PaidPlanId | null {
  return planOfLookupKey(price.lookup_key) ?? planOfLookupKey(price.metadata.lethe_lookup_key ?? null)
}

/** The phase after the present one. Prices in phases are ids; what they are of is written beside, by whoever made the phase. */
function nextOf(schedule: Stripe.SubscriptionSchedule): Subscription['next'] {
  const phase = schedule.phases.find(({ start_date }) => start_date === schedule.current_phase?.end_date)
  if (!phase || !['active', 'not_started'].includes(schedule.status)) return null
  const plan = planOfLookupKey(phase.metadata?.lethe_lookup_key ?? null)
  return { plan, seats: phase.items[0]?.quantity ?? 0, at: at(phase.start_date) }
}

/** With since when it owes: from the oldest invoice that is open, not from the last one. */
export async function withDebt(stripe: Stripe, raw: Stripe.Subscription): Promise<Subscription> {
  const subscription = stateOf(raw)
  if (!['past_due', 'unpaid'].includes(raw.status)) return subscription
  const { data } = await stripe.invoices.list({ subscription: raw.id, status: 'open', limit: 100 })
  const begun = raw.items.data[0]?.current_period_start ?? raw.created
  return { ...subscription, pastDueSince: at(Math.min(begun, ...data.map(({ created }) => created))) }
}

const at = (seconds: number): Date => new Date(seconds * 1_000)
