import Stripe from 'stripe'
import { env } from '../env.ts'
import { AppError, Conflict, Unavailable } from '../errors.ts'
import { log } from '../log.ts'

/**
 * The one client of Stripe's API, pinned by the library to the version whose shapes we read (2026-10-28.endive).
 *
 *   isConfigured()         whether anything can be bought here
 *   stripeClient()         throws Conflict where it is not
 *   makeClient(settings)   for commands and tests
 *   asBillingError(error)  what of Stripe's failures a person is told; the card's own words are Stripe's, never repeated
 */

const TIMEOUT_MS = 20_000
/** Connection lost, 409, 429 and 5xx are tried again, under the same idempotency key. */
const RETRIES = 2

/** On globalThis: a bundler may load this module more than once, and each copy would have connections of its own. */
const held = globalThis as typeof globalThis & { letheStripe?: Stripe }

export function isConfigured(): boolean {
  const { stripe } = env().billing
  return stripe !== null && stripe.webhookSecrets.length > 0
}

export function stripeClient(): Stripe {
  const { stripe } = env().billing
  if (!stripe || !isConfigured()) throw new Conflict(NOT_CONFIGURED)
  held.letheStripe ??= makeClient(stripe)
  return held.letheStripe
}

export function makeClient({ secretKey, url }: { secretKey: string; url: string | null }): Stripe {
  const at = url === null ? null : new URL(url)
  const place = at && ({ protocol: 'http', host: at.hostname, port: at.port } as const)
  return new Stripe(secretKey, { maxNetworkRetries: RETRIES, timeout: TIMEOUT_MS, telemetry: false, ...place })
}

export const NOT_CONFIGURED = {
  happened: 'Billing is not configured on this Lethe.',
  todo: 'Whoever runs it can set the keys of Stripe, or a plan for everybody.',
}

export function asBillingError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Stripe.errors.StripeError)) return error
  log.warn('stripe refused', { type: error.type, code: error.code ?? 'none', status: error.statusCode ?? 0 })
  if (error instanceof Stripe.errors.StripeCardError)
    return new Conflict({
      happened: 'The payment was declined.',
      kept: 'Nothing was changed and nothing was charged.',
      todo: 'Look at the payment method on the page of the payment provider, then try again.',
    })
  return new Unavailable({
    happened: 'The payment provider did not do it.',
    todo: 'Try again in a minute; if it stays so, tell whoever runs this Lethe.',
  })
}

/** Runs what talks to Stripe; its failures come out as errors that a person may be told. */
export async function withStripe<T>(work: (stripe: Stripe) => Promise<T>): Promise<T> {
  try {
    return await work(stripeClient())
  } catch (error) {
    throw asBillingError(error)
  }
}
