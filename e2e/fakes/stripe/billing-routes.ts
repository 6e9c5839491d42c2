import { type Form, form, forms, list, text, texts } from './form.ts'
import { invalid, listOf, type Schedule, type Subscription } from './objects.ts'
import type { Route } from './routes.ts'
import { change, createSubscription, dead, end, itemOf, openInvoices, pay, prorationOf } from './subscriptions.ts'
import { DAY, get, type World } from './world.ts'

/** Subscriptions, schedules and invoices. */

const wants = (given: Form, what: string) => list(given, 'expand').some((one) => one === what)

function shown(world: World, one: Subscription, withSchedule: boolean): unknown {
  const schedule = one.schedule !== null && withSchedule ? world.schedules.get(one.schedule) : one.schedule
  return { ...one, schedule: schedule ?? null }
}

const daysUntil = (world: World, trialEnd: string | undefined): number | undefined =>
  trialEnd === undefined ? undefined : Math.round((Number(trialEnd) - world.now) / DAY)

function makeSubscription(world: World, given: Form): Subscription {
  const customer = get(world.customers, text(given, 'customer'), 'customer')
  const [item] = forms(given, 'items')
  const days = text(given, 'trial_period_days')
  const behavior = form(form(given, 'trial_settings'), 'end_behavior')
  return createSubscription(world, {
    customer: customer.id,
    price: text(item, 'price') ?? '',
    quantity: Number(text(item, 'quantity') ?? 1),
    trialDays: days === undefined ? daysUntil(world, text(given, 'trial_end')) : Number(days),
    onMissingCard: text(behavior, 'missing_payment_method'),
  })
}

function updateSubscription(world: World, id: string, given: Form): Subscription {
  const one = get(world.subscriptions, id, 'subscription')
  const [item] = forms(given, 'items')
  if (item && text(item, 'id') !== itemOf(one).id) throw invalid('No such subscription item')
  const details = form(given, 'cancellation_details')
  const atEnd = text(given, 'cancel_at_period_end')
  const quantity = text(item, 'quantity')
  return change(world, one, {
    price: text(item, 'price'),
    quantity: quantity === undefined ? undefined : Number(quantity),
    cancelAtPeriodEnd: atEnd === undefined ? undefined : atEnd === 'true',
    ...{ feedback: text(details, 'feedback'), comment: text(details, 'comment') },
    prorate: text(given, 'proration_behavior') === 'always_invoice',
    mustPay: text(given, 'payment_behavior') === 'error_if_incomplete',
  })
}

function makeSchedule(world: World, given: Form): Schedule {
  const one = get(world.subscriptions, text(given, 'from_subscription'), 'subscription')
  if (one.schedule !== null) throw invalid('The subscription already has a schedule')
  if (dead(one.status)) throw invalid('You cannot migrate a subscription that is canceled')
  const item = itemOf(one)
  const phase = {
    ...{ start_date: item.current_period_start, end_date: item.current_period_end, metadata: {} },
    items: [{ price: item.price.id, quantity: item.quantity }],
  }
  const schedule: Schedule = {
    ...{ id: world.id('sub_sched'), object: 'subscription_schedule', customer: one.customer, subscription: one.id },
    ...{ status: 'active', end_behavior: 'release', phases: [phase] },
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
  }
  world.schedules.set(schedule.id, schedule)
  one.schedule = schedule.id
  world.emit('customer.subscription.updated', one)
  return schedule
}

function updateSchedule(world: World, id: string, given: Form): Schedule {
  const schedule = get(world.schedules, id, 'subscription schedule')
  const phases = forms(given, 'phases')
  if (Number(text(phases[0], 'start_date')) !== schedule.phases[0]?.start_date)
    throw invalid('The current phase must begin when it began')
  schedule.phases = phases.map((phase, index) => {
    const start = Number(text(phase, 'start_date') ?? text(phases[index - 1], 'end_date'))
    const until = text(phase, 'end_date')
    const items = forms(phase, 'items').map((item) => {
      const price = get(world.prices, text(item, 'price'), 'price')
      return { price: price.id, quantity: Number(text(item, 'quantity') ?? 1) }
    })
    return {
      start_date: start,
      end_date: until === undefined ? null : Number(until),
      items,
      metadata: texts(form(phase, 'metadata')),
    }
  })
  const one = get(world.subscriptions, schedule.subscription, 'subscription')
  world.emit('customer.subscription.updated', one)
  return schedule
}

function releaseSchedule(world: World, id: string): Schedule {
  const schedule = get(world.schedules, id, 'subscription schedule')
  const one = get(world.subscriptions, schedule.subscription, 'subscription')
  Object.assign(schedule, { status: 'released', subscription: null, current_phase: null })
  one.schedule = null
  world.emit('customer.subscription.updated', one)
  return schedule
}

function preview(world: World, given: Form): unknown {
  const one = get(world.subscriptions, text(given, 'subscription'), 'subscription')
  const [wanted] = forms(form(given, 'subscription_details'), 'items')
  const price = get(world.prices, text(wanted, 'price'), 'price')
  const quantity = Number(text(wanted, 'quantity') ?? itemOf(one).quantity)
  const due = one.status === 'trialing' ? 0 : prorationOf(world, one, price, quantity)
  return {
    id: world.id('upcoming_in'),
    object: 'invoice',
    currency: 'usd',
    amount_due: due,
    total: due,
    lines: listOf([]),
  }
}

export const BILLING_ROUTES: readonly Route[] = [
  ['POST', /^\/v1\/subscriptions$/, (world, given) => makeSubscription(world, given)],
  [
    'GET',
    /^\/v1\/subscriptions$/,
    (world, given) => {
      const all = [...world.subscriptions.values()].filter(({ customer }) => customer === text(given, 'customer'))
      const kept = text(given, 'status') === 'all' ? all : all.filter(({ status }) => !dead(status))
      return listOf(kept.map((one) => shown(world, one, wants(given, 'data.schedule'))).reverse())
    },
  ],
  [
    'GET',
    /^\/v1\/subscriptions\/(\w+)$/,
    (world, given, [id]) => shown(world, get(world.subscriptions, id, 'subscription'), wants(given, 'schedule')),
  ],
  ['POST', /^\/v1\/subscriptions\/(\w+)$/, (world, given, [id = '']) => updateSubscription(world, id, given)],
  [
    'DELETE',
    /^\/v1\/subscriptions\/(\w+)$/,
    (world, _given, [id]) => {
      const one = get(world.subscriptions, id, 'subscription')
      end(world, one)
      return one
    },
  ],
  ['POST', /^\/v1\/subscription_schedules$/, (world, given) => makeSchedule(world, given)],
  ['POST', /^\/v1\/subscription_schedules\/(\w+)$/, (world, given, [id = '']) => updateSchedule(world, id, given)],
  ['POST', /^\/v1\/subscription_schedules\/(\w+)\/release$/, (world, _given, [id = '']) => releaseSchedule(world, id)],
  ['POST', /^\/v1\/invoices\/create_preview$/, (world, given) => preview(world, given)],
  [
    'GET',
    /^\/v1\/invoices$/,
    (world, given) => {
      const [customer, subscription, status] = ['customer', 'subscription', 'status'].map((key) => text(given, key))
      const found = [...world.invoices.values()].filter(
        (one) =>
          (customer === undefined || one.customer === customer) &&
          (subscription === undefined || one.parent.subscription_details.subscription === subscription) &&
          (status === undefined || one.status === status),
      )
      return listOf(found.reverse().slice(0, Number(text(given, 'limit') ?? 10)))
    },
  ],
  ['GET', /^\/v1\/invoices\/(\w+)$/, (world, _given, [id]) => get(world.invoices, id, 'invoice')],
]

/** As its portal does when somebody gives a card that works: what is owed is tried again. */
export function payWhatIsOwed(world: World, customer: string): void {
  for (const one of world.subscriptions.values())
    if (one.customer === customer && !dead(one.status))
      for (const invoice of openInvoices(world, one)) pay(world, invoice)
}
