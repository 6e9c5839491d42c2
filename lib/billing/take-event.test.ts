import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { memoryStore, stripeOver, TEST_SECRET } from '../../e2e/fakes/stripe/memory-books.ts'
import { createSubscription } from '../../e2e/fakes/stripe/subscriptions.ts'
import { createWorld, setCard } from '../../e2e/fakes/stripe/world.ts'
import { PLANS } from './plans.ts'
import { EVENT_TYPES, takeEvent } from './take-event.ts'

// Each kind of event as Stripe sends it, with the fields of API 2026-10-28.endive that say whose it is. Values are made up.

const NOW = 1_790_000_000
const waits = () => 0

function house() {
  const world = createWorld({ now: NOW })
  const customer = world.id('cus')
  world.customers.set(customer, {
    ...{ id: customer, object: 'customer', email: null, metadata: {}, livemode: false },
    invoice_settings: { default_payment_method: null },
  })
  world.prices.set('pro', {
    ...{ id: 'pro', object: 'price', active: true, currency: 'usd', lookup_key: PLANS.pro.price?.lookupKey ?? '' },
    ...{ metadata: {}, product: 'lethe_pro', recurring: { interval: 'month' }, unit_amount: 4_900 },
  })
  setCard(world, customer, 'good')
  const { id } = createSubscription(world, { customer, price: 'pro', quantity: 1 })
  const { stripe, enter } = stripeOver()
  enter({ world, waits, fails: () => false })
  const store = memoryStore(customer, waits)
  const settings = { webhookSecrets: ['whsec_before', TEST_SECRET], livemode: false }
  const take = (
    event: object,
    { secret = TEST_SECRET, at = NOW, header }: { secret?: string; at?: number; header?: string } = {},
  ) => {
    const payload = JSON.stringify(event)
    const signature = header ?? Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at })
    return takeEvent({ stripe, store, settings }, { raw: Buffer.from(payload), signature }, new Date(NOW * 1_000))
  }
  const [invoice = ''] = world.invoices.keys()
  return { world, customer, subscription: id, invoice, store, take }
}

const event = (type: string, object: object, changes: object = {}) => ({
  ...{ id: `evt_${type.replaceAll('.', '_')}`, object: 'event', api_version: '2026-10-28.endive', created: NOW },
  ...{ livemode: false, pending_webhooks: 1, request: { id: null, idempotency_key: null }, type, data: { object } },
  ...changes,
})

function objectOf(type: string, { customer, subscription, invoice }: ReturnType<typeof house>): object {
  if (type === 'customer.deleted') return { id: customer, object: 'customer', deleted: true }
  if (type === 'invoice_payment.paid') return { id: 'inpay_1', object: 'invoice_payment', invoice, status: 'paid' }
  if (type.startsWith('invoice.'))
    return { id: invoice, object: 'invoice', customer, parent: { subscription_details: { subscription } } }
  if (type.startsWith('checkout.')) return { id: 'cs_1', object: 'checkout.session', customer, subscription }
  return { id: subscription, object: 'subscription', customer }
}

describe('an event of Stripe', () => {
  it.each(EVENT_TYPES)('of type %s makes our state what Stripe says, once', async (type) => {
    const here = house()
    const given = event(type, objectOf(type, here))
    expect(await here.take(given)).toBe('taken')
    expect(here.store.subscription).toMatchObject({ status: 'active', plan: 'pro', seats: 1 })
    expect(await here.take(given)).toBe('duplicate')
    expect(here.store.taken.get(given.id)).toBe(1)
  })

  it('with the customer as an object, and with a body that lies about the state, is still read from Stripe', async () => {
    const here = house()
    const lie = { id: here.subscription, object: 'subscription', status: 'canceled', customer: { id: here.customer } }
    expect(await here.take(event('customer.subscription.updated', lie))).toBe('taken')
    expect(here.store.subscription?.status).toBe('active')
  })

  it('of an unknown type, of the other mode, without a customer or of a stranger is of no interest', async () => {
    const here = house()
    const own = { customer: here.customer }
    expect(await here.take(event('plan.created', own))).toBe('ignored')
    expect(await here.take(event('test_helpers.test_clock.ready', {}))).toBe('ignored')
    expect(await here.take(event('invoice.paid', own, { livemode: true }))).toBe('ignored')
    expect(await here.take(event('checkout.session.completed', { customer: null }))).toBe('ignored')
    expect(await here.take(event('invoice.paid', { customer: 'cus_stranger' }))).toBe('ignored')
    expect(await here.take(event('invoice_payment.paid', { invoice: 'in_gone' }))).toBe('ignored')
    expect(here.store.subscription).toBeNull()
  })

  it('is refused with another secret, without a signature, 301 seconds old or early, and with what is no event', async () => {
    const here = house()
    const given = event('invoice.paid', { customer: here.customer })
    expect(await here.take(given, { secret: 'whsec_other' })).toBe('refused')
    expect(await here.take(given, { header: '' })).toBe('refused')
    expect(await here.take(given, { header: `t=${NOW}` })).toBe('refused')
    expect(await here.take(given, { at: NOW - 301 })).toBe('refused')
    expect(await here.take(given, { at: NOW + 301 })).toBe('refused')
    expect(await here.take({ object: 'list', data: [] })).toBe('refused')
    expect(await here.take(given, { at: NOW + 299 })).toBe('taken')
  })

  it('is good with either of two secrets while one is rolled', async () => {
    const here = house()
    const given = event('invoice.paid', { customer: here.customer })
    expect(await here.take(given, { secret: 'whsec_before' })).toBe('taken')
  })
})
