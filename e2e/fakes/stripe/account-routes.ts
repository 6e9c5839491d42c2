import { type Form, form, forms, list, text, texts } from './form.ts'
import { type CheckoutSession, invalid, listOf, type Price } from './objects.ts'
import type { Route } from './routes.ts'
import { createSubscription } from './subscriptions.ts'
import { get, setCard, type World } from './world.ts'

/** Customers, products, prices, and the pages and endpoints that are made for an account. */

function makePrice(world: World, given: Form): Price {
  const key = text(given, 'lookup_key') ?? null
  const holder = [...world.prices.values()].find((price) => price.lookup_key === key && key !== null)
  if (holder && text(given, 'transfer_lookup_key') !== 'true')
    throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`)
  if (holder) holder.lookup_key = null
  const price: Price = {
    ...{
      id: world.id('price'),
      object: 'price',
      active: true,
      currency: text(given, 'currency') ?? 'usd',
      lookup_key: key,
    },
    metadata: texts(form(given, 'metadata')),
    product: get(world.products, text(given, 'product'), 'product').id,
    ...{ recurring: { interval: 'month' }, unit_amount: Number(text(given, 'unit_amount') ?? 0) },
  }
  world.prices.set(price.id, price)
  return price
}

function makeCheckout(world: World, given: Form): CheckoutSession {
  const id = world.id('cs_test')
  const session: CheckoutSession = {
    ...{
      id,
      object: 'checkout.session',
      mode: text(given, 'mode') ?? '',
      status: 'open',
      url: `${world.url}/pay/${id}`,
    },
    customer: get(world.customers, text(given, 'customer'), 'customer').id,
    ...{ success_url: text(given, 'success_url') ?? '', cancel_url: text(given, 'cancel_url') ?? '' },
    line_items: forms(given, 'line_items').map((item) => ({
      price: get(world.prices, text(item, 'price'), 'price').id,
      quantity: Number(text(item, 'quantity') ?? 1),
    })),
    allow_promotion_codes: text(given, 'allow_promotion_codes') === 'true',
    ...{ subscription: null, livemode: false },
  }
  world.checkouts.set(id, session)
  return session
}

/** Somebody fills in its page. False where the card was declined: the page stays open. */
export function completeCheckout(world: World, id: string, card: 'good' | 'declined', code?: string): boolean {
  const session = get(world.checkouts, id, 'checkout.session')
  const [wanted] = session.line_items
  if (session.status !== 'open' || !wanted) throw invalid('This Checkout Session is no longer open')
  if (card === 'declined') return false
  const coupon = [...world.coupons.values()].find((one) => one.code === code && session.allow_promotion_codes)
  setCard(world, session.customer, card)
  const one = createSubscription(world, { customer: session.customer, ...wanted, coupon: coupon?.id })
  Object.assign(session, { status: 'complete', subscription: one.id })
  world.emit('checkout.session.completed', session)
  return true
}

const named = (world: World, noun: string, given: Form) => ({
  ...given,
  ...{ id: world.id(noun), metadata: texts(form(given, 'metadata')), active: true },
})

export const ACCOUNT_ROUTES: readonly Route[] = [
  [
    'POST',
    /^\/v1\/customers$/,
    (world, given) => {
      const customer = {
        ...{ id: world.id('cus'), object: 'customer' as const, email: text(given, 'email') ?? null },
        ...{
          metadata: texts(form(given, 'metadata')),
          invoice_settings: { default_payment_method: null },
          livemode: false,
        },
      }
      world.customers.set(customer.id, customer)
      world.emit('customer.created', customer)
      return customer
    },
  ],
  [
    'POST',
    /^\/v1\/products$/,
    (world, given) => {
      const id = text(given, 'id') ?? world.id('prod')
      const made = {
        id,
        object: 'product' as const,
        name: text(given, 'name') ?? '',
        metadata: texts(form(given, 'metadata')),
        active: true,
      }
      world.products.set(id, made)
      return made
    },
  ],
  ['GET', /^\/v1\/products\/(\w+)$/, (world, _given, [id]) => get(world.products, id, 'product')],
  [
    'POST',
    /^\/v1\/products\/(\w+)$/,
    (world, given, [id]) => Object.assign(get(world.products, id, 'product'), { name: text(given, 'name') }),
  ],
  ['POST', /^\/v1\/prices$/, (world, given) => makePrice(world, given)],
  [
    'GET',
    /^\/v1\/prices$/,
    (world, given) => {
      const keys = list(given, 'lookup_keys')
      return listOf(
        [...world.prices.values()].filter((price) => price.active && keys.some((key) => key === price.lookup_key)),
      )
    },
  ],
  ['POST', /^\/v1\/checkout\/sessions$/, (world, given) => makeCheckout(world, given)],
  [
    'POST',
    /^\/v1\/checkout\/sessions\/(\w+)\/expire$/,
    (world, _given, [id]) => {
      const session = get(world.checkouts, id, 'checkout.session')
      if (session.status !== 'open') throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.')
      session.status = 'expired'
      return session
    },
  ],
  [
    'POST',
    /^\/v1\/billing_portal\/sessions$/,
    (world, given) => {
      get(world.configurations, text(given, 'configuration'), 'configuration')
      const id = world.id('bps')
      const session = {
        ...{ id, object: 'billing_portal.session' as const, url: `${world.url}/portal/${id}` },
        customer: get(world.customers, text(given, 'customer'), 'customer').id,
        ...{ return_url: text(given, 'return_url') ?? '', flow: text(form(given, 'flow_data'), 'type') ?? null },
      }
      world.portals.set(id, session)
      return session
    },
  ],
  [
    'POST',
    /^\/v1\/billing_portal\/configurations$/,
    (world, given) => {
      const made = named(world, 'bpc', given)
      world.configurations.set(made.id, made)
      return made
    },
  ],
  [
    'POST',
    /^\/v1\/billing_portal\/configurations\/(\w+)$/,
    (world, given, [id]) => Object.assign(get(world.configurations, id, 'configuration'), { features: given.features }),
  ],
  ['GET', /^\/v1\/billing_portal\/configurations$/, (world) => listOf([...world.configurations.values()])],
  [
    'POST',
    /^\/v1\/webhook_endpoints$/,
    (world, given) => {
      const made = {
        ...named(world, 'we', given),
        url: text(given, 'url') ?? '',
        secret: world.id('whsec'),
        status: 'enabled',
      }
      world.endpoints.set(made.id, made)
      return made
    },
  ],
  [
    'POST',
    /^\/v1\/webhook_endpoints\/(\w+)$/,
    (world, given, [id]) =>
      Object.assign(get(world.endpoints, id, 'webhook endpoint'), { enabled_events: given.enabled_events }),
  ],
  // The secret is told when an endpoint is made, never again.
  [
    'GET',
    /^\/v1\/webhook_endpoints$/,
    (world) => listOf([...world.endpoints.values()].map(({ secret: _, ...rest }) => rest)),
  ],
]
