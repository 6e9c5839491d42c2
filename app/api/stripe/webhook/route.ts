import { answerStripe } from '#lib/billing/answer-stripe.ts'

/** Opened by Stripe's signature alone. The raw bytes are read there, once. */
export async function POST(request: Request): Promise<Response> {
  return answerStripe(request)
}
