import { type Invoice, type Item, invalid, listOf, type Price, Refusal, type Subscription } from './objects.ts'
import { cardOf, DAY, get, MONTH, type World } from './world.ts'

/** The life of a subscription: begun, paid, failed, changed, ended. Each step tells its events as Stripe does. */

export interface Wanted {
  customer: string
  price: string
  quantity: number
  trialDays?: number | undefined
  onMissingCard?: string | undefined
  coupon?: string | undefined
}

const RETRY_DAYS = [3, 5, 7]
export const dead = (status: string): boolean => ['canceled', 'incomplete_expired'].includes(status)

export function createSubscription(world: World, wanted: Wanted): Subscription {
  const price = get(world.prices, wanted.price, 'price')
  const trial = wanted.trialDays ? world.now + wanted.trialDays * DAY : null
  const one: Subscription = {
    ...{ id: world.id('sub'), object: 'subscription', customer: wanted.customer, created: world.now, livemode: false },
    ...{ cancel_at: null, cancel_at_period_end: false, canceled_at: null, ended_at: null, trial_end: trial },
    status: trial ? 'trialing' : 'incomplete',
    cancellation_details: { comment: null, feedback: null, reason: null },
    trial_settings: { end_behavior: { missing_payment_method: wanted.onMissingCard ?? 'create_invoice' } },
    items: listOf([newItem(world, price, wanted.quantity, trial ?? world.now + MONTH)]),
    ...{ latest_invoice: null, metadata: {}, schedule: null, discounts: wanted.coupon ? [wanted.coupon] : [] },
  }
  world.subscriptions.set(one.id, one)
  world.emit('customer.subscription.created', one)
  if (!trial) bill(world, one, amountOf(one), 'subscription_create')
  return one
}

function newItem(world: World, price: Price, quantity: number, end: number): Item {
  return {
    ...{ id: world.id('si'), object: 'subscription_item' as const, price, quantity },
    ...{ current_period_start: world.now, current_period_end: end },
  }
}

export const itemOf = (one: Subscription): Item => {
  const [item] = one.items.data
  if (!item) throw invalid('This subscription has no item')
  return item
}
export const amountOf = (one: Subscription): number => itemOf(one).price.unit_amount * itemOf(one).quantity

/** An invoice, tried at once. */
export function bill(world: World, one: Subscription, amount: number, reason: string): Invoice {
  const coupon = one.discounts.map((id) => world.coupons.get(id)).find(Boolean)
  const total = Math.round(amount * (1 - (coupon?.percent_off ?? 0) / 100))
  const id = world.id('in')
  const invoice: Invoice = {
    ...{ id, object: 'invoice', number: id.toUpperCase(), customer: one.customer, status: 'open', total },
    ...{ amount_due: total, amount_paid: 0, attempt_count: 0, currency: 'usd', created: world.now, livemode: false },
    ...{ hosted_invoice_url: `${world.url}/invoice/${id}`, invoice_pdf: `${world.url}/invoice/${id}.pdf` },
    billing_reason: reason,
    parent: { type: 'subscription_details', subscription_details: { subscription: one.id } },
    retries: [...RETRY_DAYS],
  }
  world.invoices.set(id, invoice)
  one.latest_invoice = id
  world.emit('invoice.created', invoice)
  pay(world, invoice)
  return invoice
}

/** One attempt with the card of now. */
export function pay(world: World, invoice: Invoice): boolean {
  if (invoice.status !== 'open') return false
  const one = world.subscriptions.get(invoice.parent.subscription_details.subscription)
  const card = invoice.total === 0 ? 'good' : cardOf(world, invoice.customer)
  invoice.attempt_count++
  if (card === 'good') {
    invoice.status = 'paid'
    invoice.amount_paid = invoice.total
    if (invoice.total > 0)
      world.charges.push({ customer: invoice.customer, invoice: invoice.id, amount: invoice.total, at: world.now })
    if (one && !dead(one.status) && openInvoices(world, one).length === 0) become(world, one, 'active')
    world.emit('invoice.paid', invoice)
    world.emit('invoice_payment.paid', { id: world.id('inpay'), object: 'invoice_payment', invoice: invoice.id })
    return true
  }
  if (one && ['active', 'trialing'].includes(one.status)) become(world, one, 'past_due')
  world.emit(card === 'asks_first' ? 'invoice.payment_action_required' : 'invoice.payment_failed', invoice)
  return false
}

export const openInvoices = (world: World, one: Subscription): Invoice[] =>
  [...world.invoices.values()].filter(
    ({ status, parent }) => status === 'open' && parent.subscription_details.subscription === one.id,
  )

export function become(world: World, one: Subscription, status: string): void {
  if (one.status === status) return
  one.status = status
  world.emit('customer.subscription.updated', one)
}

export function end(world: World, one: Subscription, status: 'canceled' | 'incomplete_expired' = 'canceled'): void {
  if (dead(one.status)) return
  one.status = status
  one.ended_at = world.now
  one.canceled_at ??= world.now
  const schedule = one.schedule === null ? undefined : world.schedules.get(one.schedule)
  if (schedule) schedule.status = 'canceled'
  one.schedule = null
  for (const invoice of openInvoices(world, one)) invoice.status = 'void'
  world.emit('customer.subscription.deleted', one)
}

export interface Change {
  price?: string | undefined
  quantity?: number | undefined
  cancelAtPeriodEnd?: boolean | undefined
  feedback?: string | null | undefined
  comment?: string | null | undefined
  prorate?: boolean | undefined
  /** A charge that fails changes nothing (`error_if_incomplete`). */
  mustPay?: boolean | undefined
}

export function change(world: World, one: Subscription, wanted: Change): Subscription {
  if (dead(one.status)) throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
  if (one.schedule !== null && wanted.cancelAtPeriodEnd !== undefined)
    throw invalid(
      'The subscription is managed by the subscription schedule, and updating any cancelation behavior directly is not allowed.',
    )
  const item = itemOf(one)
  const price = wanted.price === undefined ? item.price : get(world.prices, wanted.price, 'price')
  const quantity = wanted.quantity ?? item.quantity
  const due = one.status === 'trialing' || !wanted.prorate ? 0 : prorationOf(world, one, price, quantity)
  if (due > 0 && wanted.mustPay && cardOf(world, one.customer) !== 'good')
    throw new Refusal(402, 'card_error', 'Your card was declined.', 'card_declined')
  Object.assign(item, { price, quantity })
  if (wanted.cancelAtPeriodEnd !== undefined) {
    one.cancel_at_period_end = wanted.cancelAtPeriodEnd
    one.cancel_at = wanted.cancelAtPeriodEnd ? item.current_period_end : null
    one.canceled_at = wanted.cancelAtPeriodEnd ? world.now : null
    const reason = wanted.cancelAtPeriodEnd ? 'cancellation_requested' : null
    one.cancellation_details = { reason, feedback: wanted.feedback ?? null, comment: wanted.comment ?? null }
  }
  world.emit('customer.subscription.updated', one)
  if (due > 0) bill(world, one, due, 'subscription_update')
  return one
}

/** What the rest of the period costs more; less is not paid back here. */
export function prorationOf(world: World, one: Subscription, price: Price, quantity: number): number {
  const item = itemOf(one)
  const left = (item.current_period_end - world.now) / (item.current_period_end - item.current_period_start)
  return Math.max(0, Math.round((price.unit_amount * quantity - amountOf(one)) * Math.max(0, left)))
}
