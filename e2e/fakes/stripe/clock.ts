import type { Subscription } from './objects.ts'
import { amountOf, become, bill, dead, end, itemOf, openInvoices, pay } from './subscriptions.ts'
import { cardOf, DAY, get, MONTH, type World } from './world.ts'

/** The test clock: goes to a time, and whatever falls due before it happens in its order. */
export function advance(world: World, to: number): void {
  for (;;) {
    const due = [...world.subscriptions.values()]
      .flatMap((one) => dueOf(world, one))
      .filter(({ at }) => at <= to)
      .sort((a, b) => a.at - b.at)[0]
    if (!due) break
    world.now = Math.max(world.now, due.at)
    due.happen()
  }
  world.now = Math.max(world.now, to)
}

interface Due {
  at: number
  happen(): void
}

const EXPIRES = 23 * 3_600

function dueOf(world: World, one: Subscription): Due[] {
  if (dead(one.status) || one.status === 'paused') return []
  if (one.status === 'incomplete')
    return [{ at: one.created + EXPIRES, happen: () => end(world, one, 'incomplete_expired') }]
  const retries = openInvoices(world, one).flatMap((invoice) => {
    const [day] = invoice.retries
    return day === undefined ? [] : [{ at: invoice.created + day * DAY, happen: () => retry(world, one, invoice.id) }]
  })
  return [{ at: itemOf(one).current_period_end, happen: () => turn(world, one) }, ...retries]
}

function retry(world: World, one: Subscription, invoiceId: string): void {
  const invoice = get(world.invoices, invoiceId, 'invoice')
  invoice.retries.shift()
  if (pay(world, invoice) || invoice.retries.length > 0) return
  if (world.afterRetries === 'canceled') end(world, one)
  else become(world, one, 'unpaid')
}

/** A period has ended: the subscription too, or it goes on, as its schedule says. */
function turn(world: World, one: Subscription): void {
  const trialOver = one.status === 'trialing'
  const wish =
    trialOver && cardOf(world, one.customer) === null ? one.trial_settings.end_behavior.missing_payment_method : ''
  if (one.cancel_at_period_end || wish === 'cancel') end(world, one)
  else if (wish === 'pause') {
    one.status = 'paused'
    world.emit('customer.subscription.paused', one)
  } else goOn(world, one, trialOver)
}

function goOn(world: World, one: Subscription, trialOver: boolean): void {
  const item = itemOf(one)
  item.current_period_start = item.current_period_end
  item.current_period_end += MONTH
  followSchedule(world, one)
  if (trialOver) one.status = 'active'
  world.emit('customer.subscription.updated', one)
  // One that is unpaid gets drafts only.
  if (one.status !== 'unpaid') bill(world, one, amountOf(one), 'subscription_cycle')
}

function followSchedule(world: World, one: Subscription): void {
  const schedule = one.schedule === null ? undefined : world.schedules.get(one.schedule)
  const item = itemOf(one)
  const phase = schedule?.phases.find(({ start_date }) => start_date === item.current_period_start)
  const [wanted] = phase?.items ?? []
  if (!schedule || !phase || !wanted) return
  Object.assign(item, { price: get(world.prices, wanted.price, 'price'), quantity: wanted.quantity })
  // Its last phase has begun: the subscription goes on by itself.
  schedule.status = 'released'
  schedule.current_phase = null
  schedule.subscription = null
  one.schedule = null
}
