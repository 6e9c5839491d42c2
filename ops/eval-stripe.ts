import Stripe from 'stripe'
import { memoryStore, stripeOver, TEST_SECRET } from '../e2e/fakes/stripe/memory-books.ts'
import { createWorld } from '../e2e/fakes/stripe/world.ts'
import { stateOf } from '../lib/billing/read-subscription.ts'
import { type Outcome, takeEvent } from '../lib/billing/take-event.ts'

/**
 * One sample of Stripe's, signed and posted as an event: taken where its customer is ours, of no interest otherwise, never a
 * failure; and a subscription in it is read as one. Samples that are objects alone come as an event of a test clock.
 */
export async function checkStripeSample(text: string): Promise<{ outcome: Outcome; problem: string | null }> {
  const given = JSON.parse(text) as Sample | object
  const sample: Sample = isEvent(given) ? given : { ...WRAPPED, data: { object: given } }
  const { object } = sample.data
  const customer = 'customer' in object && typeof object.customer === 'string' ? object.customer : 'cus_none'
  const waits = () => 0
  const world = createWorld({ now: Math.floor(Date.now() / 1_000) })
  const { stripe, enter } = stripeOver()
  enter({ world, waits, fails: () => false })
  const store = memoryStore(customer, waits)
  const payload = JSON.stringify(sample)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: TEST_SECRET })
  const settings = { webhookSecrets: [TEST_SECRET], livemode: false }
  const outcome = await takeEvent({ stripe, store, settings }, { raw: Buffer.from(payload), signature })
  const hasCustomer = customer !== 'cus_none'
  const wanted: Outcome =
    hasCustomer && /^(customer\.subscription|invoice|checkout)\./.test(sample.type) ? 'taken' : 'ignored'
  if (outcome !== wanted) return { outcome, problem: `${outcome}, not ${wanted}` }
  return { outcome, problem: problemOf(object) }
}

const WRAPPED = {
  ...{ id: 'evt_sample', object: 'event', livemode: false, type: 'test_helpers.test_clock.ready' },
}

interface Sample {
  type: string
  data: { object: object }
}

function isEvent(given: Sample | object): given is Sample {
  return 'object' in given && given.object === 'event' && 'data' in given
}

function problemOf(object: object): string | null {
  if (!('object' in object) || object.object !== 'subscription') return null
  const state = stateOf(object as Stripe.Subscription)
  return state.status !== '' &&
    state.seats > 0 &&
    state.currentPeriodEnd instanceof Date &&
    state.currentPeriodEnd.getTime() > 0
    ? null
    : 'the subscription was not read'
}
