import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { advance } from '../../e2e/fakes/stripe/clock.ts'
import { type MemoryStore, memoryStore, stripeOver, TEST_SECRET } from '../../e2e/fakes/stripe/memory-books.ts'
import type { StripeEvent, Subscription as Theirs } from '../../e2e/fakes/stripe/objects.ts'
import * as life from '../../e2e/fakes/stripe/subscriptions.ts'
import { createWorld, DAY, setCard, type World } from '../../e2e/fakes/stripe/world.ts'
import type { Subscription } from '../data/billing-accounts.ts'
import { unscopedTenantId } from '../data/unscoped.ts'
import { accessOf, GRACE_MS } from './access.ts'
import { PLANS } from './plans.ts'
import { syncTenant } from './sync.ts'
import { takeEvent } from './take-event.ts'

// Lives of subscriptions under a post that loses, doubles, delays and mixes up its letters, forges some, and brings others of
// the other mode; with nights on which Stripe does not answer. Seeded: a failure names the number of its life.

const LIVES = 10_000
const TENANT = unscopedTenantId('00000000-0000-4000-8000-000000000001')
const BEGAN = 1_790_000_000

const sdk = stripeOver()

interface Life {
  random(): number
  below(n: number): number
  world: World
  customer: string
  store: MemoryStore
  letters: { event: StripeEvent; at: number }[]
  /** When Stripe last had it as active or in trial. */
  lastPaid: number
  everPaid: boolean
  counted: Record<'taken' | 'duplicate' | 'ignored' | 'refused' | 'failed' | 'lost' | 'paidChecks', number>
  syncedRevision: number
}

function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function begin(seed: number): Life {
  const random = randomOf(seed)
  const below = (n: number) => Math.floor(random() * n)
  const counted = { taken: 0, duplicate: 0, ignored: 0, refused: 0, failed: 0, lost: 0, paidChecks: 0 }
  const world = createWorld({
    now: BEGAN,
    heard: (event) => {
      if (random() < 0.2) counted.lost++
      else
        for (let copies = random() < 0.25 ? 2 : 1; copies > 0; copies--)
          made.letters.push({ event, at: event.created + below(3 * DAY) * below(2) })
    },
  })
  for (const id of ['pro', 'team'] as const) {
    const { cents = 0, lookupKey = '' } = PLANS[id].price ?? {}
    world.prices.set(id, {
      ...{ id, object: 'price', active: true, currency: 'usd', lookup_key: lookupKey, metadata: {}, product: id },
      ...{ recurring: { interval: 'month' }, unit_amount: cents },
    })
  }
  const customer = world.id('cus')
  world.customers.set(customer, {
    ...{ id: customer, object: 'customer', email: null, metadata: {}, livemode: false },
    invoice_settings: { default_payment_method: null },
  })
  world.afterRetries = random() < 0.5 ? 'unpaid' : 'canceled'
  const waits = () => below(3)
  const made: Life = {
    ...{ random, below, world, customer, letters: [], counted, lastPaid: Number.NEGATIVE_INFINITY, everPaid: false },
    ...{ store: memoryStore(customer, waits), syncedRevision: -1 },
  }
  sdk.enter({ world, waits, fails: () => random() < 0.02 })
  return made
}

const living = ({ world }: Life): Theirs | undefined =>
  [...world.subscriptions.values()].find(({ status }) => !life.dead(status))

/** What somebody, or their bank, does next. */
function act(of: Life): void {
  const { world, customer, below, random } = of
  const one = living(of)
  const price = random() < 0.5 ? 'pro' : 'team'
  const quantity = price === 'pro' ? 1 : 1 + below(9)
  if (!one) {
    setCard(world, customer, random() < 0.75 ? 'good' : random() < 0.5 ? 'declined' : 'asks_first')
    if (random() < 0.4)
      Object.assign(world.customers.get(customer) ?? {}, { invoice_settings: { default_payment_method: null } })
    const trialDays = random() < 0.4 ? 14 : undefined
    life.createSubscription(world, {
      customer,
      price,
      quantity,
      trialDays,
      onMissingCard: random() < 0.8 ? 'cancel' : 'pause',
    })
    return
  }
  const steps = [
    () => setCard(world, customer, 'good'),
    () => setCard(world, customer, 'declined'),
    () => life.change(world, one, { cancelAtPeriodEnd: !one.cancel_at_period_end }),
    () => life.change(world, one, { price, quantity, prorate: true }),
    () => life.end(world, one),
    () => life.openInvoices(world, one).map((invoice) => life.pay(world, invoice)),
  ]
  steps[below(steps.length)]?.()
}

function look(of: Life): void {
  const now = new Date(of.world.now * 1_000)
  const one = living(of)
  if (one && ['active', 'trialing'].includes(one.status)) {
    of.lastPaid = of.world.now
    of.everPaid = true
  }
  const access = accessOf(of.store.subscription, now)
  if (access.plan === 'free') return
  of.counted.paidChecks++
  if (!of.everPaid) throw new Error('who never paid nor tried has a paid plan')
  if (now.getTime() - of.lastPaid * 1_000 > GRACE_MS) throw new Error('a paid plan beyond its grace')
}

const settings = { webhookSecrets: [TEST_SECRET], livemode: false }

async function deliver(of: Life, event: StripeEvent): Promise<void> {
  const { world, random, counted } = of
  const fate = random()
  const given = fate < 0.05 ? { ...event, livemode: true } : event
  const payload = JSON.stringify(given)
  const secret = fate > 0.93 ? 'whsec_forged' : TEST_SECRET
  const off = fate > 0.9 && fate <= 0.93 ? (random() < 0.5 ? -1 : 1) * (301 + of.below(DAY)) : 0
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: world.now + off })
  const books = { stripe: sdk.stripe, store: of.store, settings }
  const outcome = await takeEvent(books, { raw: Buffer.from(payload), signature }, new Date(world.now * 1_000)).catch(
    () => 'failed' as const,
  )
  counted[outcome]++
  if (fate > 0.9 && outcome !== 'refused') throw new Error('a forged, old or future letter was taken')
  if (fate < 0.05 && outcome !== 'ignored') throw new Error('a letter of the other mode was taken')
  // The sender tries again later.
  if (outcome === 'failed') of.letters.push({ event, at: world.now + 3_600 })
}

/** What is due comes in any order, some of it at once, while somebody is doing something. */
async function post(of: Life, meanwhile: () => void): Promise<void> {
  const due = of.letters.filter(({ at }) => at <= of.world.now)
  of.letters = of.letters.filter(({ at }) => at > of.world.now)
  due.sort(() => of.random() - 0.5)
  const doing = (async () => {
    for (let left = of.below(12); left > 0; left--) await null
    meanwhile()
  })()
  while (due.length > 0) await Promise.all(due.splice(0, 1 + of.below(3)).map(({ event }) => deliver(of, event)))
  await doing
  look(of)
}

/** As every night; nothing is asked where nothing happened since. At most three nights in a row get no answer. */
async function night(of: Life, missed: number): Promise<number> {
  if (of.syncedRevision === of.world.revision) return 0
  if (missed < 3 && of.random() < 0.15) return missed + 1
  const revision = of.world.revision
  try {
    await syncTenant({ stripe: sdk.stripe, store: of.store }, TENANT, { kind: 'reconciliation', actorId: null })
    of.syncedRevision = revision
    return 0
  } catch {
    return missed + 1
  }
}

async function live(seed: number): Promise<Life> {
  const of = begin(seed)
  let missed = 0
  for (let step = 0, steps = 2 + of.below(3); step < steps; step++) {
    await post(of, () => act(of))
    for (let days = [0, 1, 2, 8, 15, 31][of.below(6)] ?? 1; days > 0; days--) {
      advance(of.world, of.world.now + DAY)
      look(of)
      if (of.letters.some(({ at }) => at <= of.world.now)) await post(of, () => {})
      missed = await night(of, missed)
      look(of)
    }
  }
  return of
}

/** Told from the fake's own objects, not by the code under test. */
function truthOf(of: Life): Partial<Subscription> | null {
  const all = [...of.world.subscriptions.values()]
  // Of two that were made in the same second either will do; the code takes the first id.
  const one = living(of) ?? all.sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1))[0]
  if (!one) return null
  const [item] = one.items.data
  const open = [...of.world.invoices.values()].filter(
    ({ status, parent }) => status === 'open' && parent.subscription_details.subscription === one.id,
  )
  const owes = ['past_due', 'unpaid'].includes(one.status)
  return {
    ...{
      subscriptionId: one.id,
      status: one.status,
      plan: item?.price.id as 'pro' | 'team',
      seats: item?.quantity ?? 0,
    },
    currentPeriodEnd: new Date((item?.current_period_end ?? 0) * 1_000),
    cancelAt: one.cancel_at === null ? null : new Date(one.cancel_at * 1_000),
    pastDueSince:
      owes && open.length > 0
        ? new Date(Math.min(item?.current_period_start ?? 0, ...open.map(({ created }) => created)) * 1_000)
        : null,
  }
}

describe(`${LIVES} lives of subscriptions`, () => {
  it('end, after a comparison, in what Stripe says; and nobody has a paid plan beyond their grace at any moment', async () => {
    const sum: Life['counted'] & { stale: number } = {
      taken: 0,
      duplicate: 0,
      ignored: 0,
      refused: 0,
      failed: 0,
      lost: 0,
      paidChecks: 0,
      stale: 0,
    }
    const ended = new Map<string, number>()
    for (let seed = 0; seed < LIVES; seed++) {
      const of = await live(seed)
      let missed = 9
      of.syncedRevision = -1
      for (let tries = 0; missed > 0 && tries < 50; tries++) missed = await night(of, 9)
      const truth = truthOf(of)
      if (truth === null) expect(of.store.subscription, `life ${seed}`).toBeNull()
      else {
        const { pastDueSince, ...rest } = truth
        expect(of.store.subscription, `life ${seed}`).toMatchObject(rest)
        if (pastDueSince) expect(of.store.subscription?.pastDueSince, `life ${seed}`).toEqual(pastDueSince)
      }
      expect([...of.store.taken.values()].every((times) => times === 1)).toBe(true)
      expect(new Set(of.world.charges.map(({ invoice }) => invoice)).size).toBe(of.world.charges.length)
      for (const [name, count] of Object.entries(of.counted)) sum[name as keyof typeof sum] += count
      sum.stale += of.store.stale
      const state = of.store.subscription?.status ?? 'none'
      ended.set(state, (ended.get(state) ?? 0) + 1)
    }
    // Printed with the figures of a run.
    process.stdout.write(`${LIVES} lives: ${JSON.stringify(sum)} ${JSON.stringify([...ended])}\n`)
    // What the lives were made of: none of it may be missing, or the test shows less than it says.
    for (const [name, count] of Object.entries(sum)) expect(count, name).toBeGreaterThan(500)
    for (const state of ['active', 'trialing', 'past_due', 'unpaid', 'canceled', 'paused', 'incomplete'])
      expect(ended.get(state) ?? 0, state).toBeGreaterThan(10)
  }, 600_000)
})
