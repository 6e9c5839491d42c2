import type {
  Card,
  Charge,
  CheckoutSession,
  Coupon,
  Customer,
  Invoice,
  PortalSession,
  Price,
  Schedule,
  StripeEvent,
  Subscription,
} from './objects.ts'
import { missing } from './objects.ts'

/** Everything that Stripe knows, at a time of its own. `emit` is heard by whoever delivers. */
export interface World {
  /** Unix seconds. */
  now: number
  /** Counts changes, so that a test can tell whether anything happened. */
  revision: number
  customers: Map<string, Customer>
  cards: Map<string, { customer: string; card: Card }>
  products: Map<
    string,
    { id: string; object: 'product'; name: string; metadata: Record<string, string>; active: boolean }
  >
  prices: Map<string, Price>
  subscriptions: Map<string, Subscription>
  invoices: Map<string, Invoice>
  schedules: Map<string, Schedule>
  checkouts: Map<string, CheckoutSession>
  portals: Map<string, PortalSession>
  configurations: Map<string, Record<string, unknown> & { id: string }>
  endpoints: Map<string, Record<string, unknown> & { id: string; url: string; secret: string }>
  coupons: Map<string, Coupon>
  charges: Charge[]
  /** What became of a payment that failed four times. */
  afterRetries: 'unpaid' | 'canceled'
  /** Where its pages are. */
  url: string
  emit(type: string, object: unknown): void
  id(prefix: string): string
}

export const DAY = 86_400
export const MONTH = 30 * DAY
export const API_VERSION = '2026-10-28.endive'

export function createWorld(given: { now: number; url?: string; heard?: (event: StripeEvent) => void }): World {
  let made = 0
  const id = (prefix: string) => `${prefix}_${(++made).toString(36).padStart(8, '0')}`
  const world: World = {
    now: given.now,
    revision: 0,
    ...{ customers: new Map(), cards: new Map(), products: new Map(), prices: new Map(), subscriptions: new Map() },
    ...{ invoices: new Map(), schedules: new Map(), checkouts: new Map(), portals: new Map() },
    ...{ configurations: new Map(), endpoints: new Map(), coupons: new Map(), charges: [] },
    afterRetries: 'unpaid',
    url: given.url ?? 'http://stripe.test',
    id,
    emit: (type, object) => {
      world.revision++
      given.heard?.({
        ...{ id: id('evt'), object: 'event', api_version: API_VERSION, created: world.now, livemode: false, type },
        ...{ pending_webhooks: 1, request: { id: null, idempotency_key: null } },
        data: { object: structuredClone(object) },
      })
    },
  }
  return world
}

export function get<T>(map: Map<string, T>, id: string | undefined | null, noun: string): T {
  const found = map.get(id ?? '')
  if (!found) throw missing(noun)
  return found
}

/** The card that a customer's next payment is taken from. */
export function cardOf(world: World, customer: string): Card | null {
  const method = world.customers.get(customer)?.invoice_settings.default_payment_method
  return (method && world.cards.get(method)?.card) || null
}

export function setCard(world: World, customerId: string, card: Card): void {
  const customer = get(world.customers, customerId, 'customer')
  const method = world.id('pm')
  world.cards.set(method, { customer: customerId, card })
  customer.invoice_settings.default_payment_method = method
  world.emit('customer.updated', customer)
}
