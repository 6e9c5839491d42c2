import Stripe from 'stripe'
import { z } from 'zod'
import type { StripeSettings } from '../billing-env.ts'
import { type Books, syncTenant } from './sync.ts'

/**
 * One delivery of Stripe's. Its signature over the raw bytes and its time make it Stripe's; what it says is a hint only: the
 * subscription is read again and that is what is written. Facts: stripe-node 23.1.0 and API 2026-10-28.endive.
 */

export type Outcome =
  /** Not Stripe's, or too old, or from the future: answered 401. */
  | 'refused'
  /** Of no interest: another type, the other mode, a customer that is not ours. Answered 200, or Stripe would send it again. */
  | 'ignored'
  | 'duplicate'
  | 'taken'

/** Both ways. The library looks at the past only; a header from tomorrow would be good for a day. */
const TOLERANCE_SECONDS = 300

const TAKEN_TYPES: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.subscription.trial_will_end',
  'customer.deleted',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.payment_action_required',
  'invoice.finalization_failed',
  'invoice_payment.paid',
])
/** What the webhook endpoint is set up for. */
export const EVENT_TYPES: readonly string[] = [...TAKEN_TYPES]

/** Throws where Stripe or the database does not answer: the sender tries again. */
export async function takeEvent(
  books: Books & { settings: Pick<StripeSettings, 'webhookSecrets' | 'livemode'> },
  { raw, signature }: { raw: Buffer; signature: string | null },
  now = new Date(),
): Promise<Outcome> {
  const event = verified(raw, signature, books.settings.webhookSecrets, now)
  if (!event) return 'refused'
  if (event.livemode !== books.settings.livemode) return 'ignored'
  if (!TAKEN_TYPES.has(event.type)) return 'ignored'
  const customerId = await customerOf(books.stripe, event)
  const tenant = customerId === null ? null : await books.store.tenantOf(customerId)
  if (!tenant) return 'ignored'
  const { id, type } = event
  if (await books.store.isTaken(tenant, id)) return 'duplicate'
  return (await syncTenant(books, tenant, { kind: 'event', id, type })) ? 'taken' : 'duplicate'
}

const eventSchema = z.object({
  object: z.literal('event'),
  id: z.string().regex(/^[A-Za-z0-9_]{1,255}$/),
  type: z.string().regex(/^[a-z0-9_.]{1,100}$/),
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({ object: z.string().optional() }) }),
})
type Event = z.infer<typeof eventSchema>

function verified(raw: Buffer, signature: string | null, secrets: readonly string[], now: Date): Event | null {
  if (signature === null || isFromTomorrow(signature, now)) return null
  for (const secret of secrets) {
    try {
      const given = Stripe.webhooks.constructEvent(raw, signature, secret, TOLERANCE_SECONDS, undefined, now.getTime())
      const parsed = eventSchema.safeParse(given)
      return parsed.success ? parsed.data : null
    } catch {
      // The next secret; what was wrong would help only somebody who forges.
    }
  }
  return null
}

/** As the library reads the header: of several times the last. */
function isFromTomorrow(signature: string, now: Date): boolean {
  const times = signature
    .split(',')
    .flatMap((part) => (part.startsWith('t=') ? [Number.parseInt(part.slice(2), 10)] : []))
  return !((times.at(-1) ?? Number.NaN) <= now.getTime() / 1_000 + TOLERANCE_SECONDS)
}

/** Whose event it is: only to find the customer that we stored. */
async function customerOf(stripe: Stripe, { type, data: { object } }: Event): Promise<string | null> {
  if (type === 'customer.deleted') return textOf(object.id)
  if (type === 'invoice_payment.paid') {
    const invoice = textOf(object.invoice)
    if (invoice === null) return null
    // One that is not there any more, or never was, is nobody's.
    return stripe.invoices.retrieve(invoice).then(
      ({ customer }) => textOf(customer),
      (error: unknown) => {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return null
        throw error
      },
    )
  }
  return textOf(object.customer)
}

/** An id, whether it came alone or with what it names. */
function textOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null && 'id' in value) return textOf(value.id)
  return typeof value === 'string' && /^[A-Za-z0-9_]{1,255}$/.test(value) ? value : null
}
