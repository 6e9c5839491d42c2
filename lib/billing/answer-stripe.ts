import { env } from '../env.ts'
import { limitRequest } from '../rate-limits.ts'
import { answerError, NO_STORE, problem, readBytes } from '../route.ts'
import { billingStore } from './billing-store.ts'
import { asBillingError, isConfigured, stripeClient } from './stripe-client.ts'
import { takeEvent } from './take-event.ts'

/** Stripe's events are some kilobytes; an invoice with many lines is more. */
const MAX_BYTES = 512 * 1024

/**
 * What Stripe is told. 200: taken, taken before, or of no interest. 401: not Stripe's. 404: billing is not configured here.
 * 429 and 503: trouble of ours; it comes again.
 */
export async function answerStripe(request: Request): Promise<Response> {
  try {
    await limitRequest('hooks', request)
    const raw = await readBytes(request, MAX_BYTES)
    const { stripe: settings } = env().billing
    if (!settings || !isConfigured()) return problem(404, NOT_HERE)
    const books = { stripe: stripeClient(), store: billingStore, settings }
    const outcome = await takeEvent(books, { raw, signature: request.headers.get('stripe-signature') })
    if (outcome === 'refused') return problem(401, NOT_STRIPE)
    return Response.json({ received: outcome }, { headers: NO_STORE })
  } catch (error) {
    return answerError(asBillingError(error))
  }
}

const NOT_HERE = {
  happened: 'Billing is not configured on this Lethe.',
  kept: 'Nothing of this was kept.',
  todo: 'Set the keys of Stripe first.',
}
const NOT_STRIPE = {
  happened: 'This was not taken: the signature or its time is wrong.',
  kept: 'Nothing of it was kept.',
  todo: 'Compare the signing secret with that of the endpoint, and the clock of this server.',
}
