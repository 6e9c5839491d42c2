import Stripe from 'stripe'
import { PAID_PLAN_IDS, type PaidPlanId, PLANS } from './plans.ts'
import { EVENT_TYPES } from './take-event.ts'

/**
 * Makes Stripe's side of what the table of plans says: a product and a price for each plan, the portal, the webhook endpoint.
 * Run again it changes only what differs. Answers a line for each thing, and the endpoint's secret where it was just made:
 * Stripe tells it once.
 */

export const API_VERSION = '2026-10-28.endive'

export interface SetUp {
  lines: string[]
  webhookSecret: string | null
}

export async function setUpStripe(stripe: Stripe, url: string): Promise<SetUp> {
  const lines: string[] = []
  for (const id of PAID_PLAN_IDS) lines.push(...(await setUpPlan(stripe, id)))
  lines.push(await setUpPortal(stripe, url))
  const endpoint = await setUpEndpoint(stripe, `${url}/api/stripe/webhook`)
  return { lines: [...lines, endpoint.line], webhookSecret: endpoint.secret }
}

async function setUpPlan(stripe: Stripe, id: PaidPlanId): Promise<string[]> {
  const { name, price } = PLANS[id]
  if (!price) return []
  const product = await stripe.products.retrieve(`lethe_${id}`).catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing') return null
    throw error
  })
  const made =
    product ?? (await stripe.products.create({ id: `lethe_${id}`, name: `Lethe ${name}` }, once(`product/${id}`)))
  const [present] = (await stripe.prices.list({ lookup_keys: [price.lookupKey], active: true, limit: 1 })).data
  const productLine = `product ${made.id}: ${product ? 'present' : 'made'}`
  if (present && present.unit_amount === price.cents && present.currency === price.currency)
    return [productLine, `price ${price.lookupKey}: present`]
  await stripe.prices.create(
    {
      ...{ product: made.id, currency: price.currency, unit_amount: price.cents, lookup_key: price.lookupKey },
      ...{ recurring: { interval: 'month' }, transfer_lookup_key: true },
      // Stays with this price when a later one takes the key over: who pays the old price is on the plan still.
      metadata: { lethe_lookup_key: price.lookupKey },
    },
    once(`price/${price.lookupKey}/${price.cents}/${price.currency}/${present?.id ?? 'first'}`),
  )
  return [productLine, `price ${price.lookupKey}: ${present ? 'replaced, subscriptions keep the old one' : 'made'}`]
}

async function setUpPortal(stripe: Stripe, url: string): Promise<string> {
  const features: Stripe.BillingPortal.ConfigurationCreateParams.Features = {
    customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: {
      ...{ enabled: true, mode: 'at_period_end' },
      cancellation_reason: { enabled: true, options: ['too_expensive', 'missing_features', 'unused', 'other'] },
    },
    // Plans are changed here, where seats are counted and less waits for the end of the period.
    subscription_update: { enabled: false },
  }
  const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 })
  const present = data.find(({ metadata }) => metadata?.lethe === 'portal')
  const given = { features, default_return_url: `${url}/settings/billing` }
  if (present) await stripe.billingPortal.configurations.update(present.id, given)
  else await stripe.billingPortal.configurations.create({ ...given, metadata: { lethe: 'portal' } }, once('portal'))
  return `portal: ${present ? 'present, settings written again' : 'made'}`
}

async function setUpEndpoint(stripe: Stripe, url: string): Promise<{ line: string; secret: string | null }> {
  const events = EVENT_TYPES as Stripe.WebhookEndpointCreateParams.EnabledEvent[]
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 })
  const present = data.find((endpoint) => endpoint.url === url)
  if (present) {
    await stripe.webhookEndpoints.update(present.id, { enabled_events: events })
    const other = present.api_version === API_VERSION ? '' : ` (of API version ${present.api_version ?? 'unknown'})`
    return { line: `webhook endpoint ${url}: present${other}`, secret: null }
  }
  const made = await stripe.webhookEndpoints.create(
    { url, enabled_events: events, api_version: API_VERSION, description: 'Lethe' },
    once(`endpoint/${url}`),
  )
  return { line: `webhook endpoint ${url}: made`, secret: made.secret ?? null }
}

/** Two runs at once make one of each; a day later the lists above tell what there is. */
const once = (what: string) => ({ idempotencyKey: `lethe/setup/${what}` })
