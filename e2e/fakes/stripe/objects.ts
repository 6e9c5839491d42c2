/** What the fake keeps, in the shapes of Stripe's API 2026-10-28.endive: of each object the fields that Lethe reads or sets. */

export interface List<T> {
  object: 'list'
  url: string
  has_more: false
  data: T[]
}
export const listOf = <T>(data: T[], url = '/v1'): List<T> => ({ object: 'list', url, has_more: false, data })

export interface Customer {
  id: string
  object: 'customer'
  email: string | null
  metadata: Record<string, string>
  invoice_settings: { default_payment_method: string | null }
  livemode: boolean
}

/** How the card behind a payment method behaves. */
export type Card = 'good' | 'declined' | 'asks_first'

export interface Price {
  id: string
  object: 'price'
  active: boolean
  currency: string
  lookup_key: string | null
  metadata: Record<string, string>
  product: string
  recurring: { interval: 'month' }
  unit_amount: number
}

export interface Item {
  id: string
  object: 'subscription_item'
  price: Price
  quantity: number
  current_period_start: number
  current_period_end: number
}

export interface Subscription {
  id: string
  object: 'subscription'
  customer: string
  status: string
  created: number
  livemode: boolean
  cancel_at: number | null
  cancel_at_period_end: boolean
  canceled_at: number | null
  cancellation_details: { comment: string | null; feedback: string | null; reason: string | null }
  ended_at: number | null
  trial_end: number | null
  trial_settings: { end_behavior: { missing_payment_method: string } }
  items: List<Item>
  latest_invoice: string | null
  metadata: Record<string, string>
  schedule: string | null
  discounts: string[]
}

export interface Invoice {
  id: string
  object: 'invoice'
  number: string
  customer: string
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  total: number
  amount_due: number
  amount_paid: number
  attempt_count: number
  currency: string
  created: number
  livemode: boolean
  hosted_invoice_url: string
  invoice_pdf: string
  billing_reason: string
  parent: { type: 'subscription_details'; subscription_details: { subscription: string } }
  /** Days after `created` on which it is tried again. */
  retries: number[]
}

export interface Phase {
  start_date: number
  end_date: number | null
  items: { price: string; quantity: number }[]
  metadata: Record<string, string>
}
export interface Schedule {
  id: string
  object: 'subscription_schedule'
  customer: string
  subscription: string | null
  status: 'active' | 'released' | 'completed' | 'canceled'
  end_behavior: string
  current_phase: { start_date: number; end_date: number } | null
  phases: Phase[]
}

export interface CheckoutSession {
  id: string
  object: 'checkout.session'
  customer: string
  mode: string
  status: 'open' | 'complete' | 'expired'
  url: string
  success_url: string
  cancel_url: string
  line_items: { price: string; quantity: number }[]
  allow_promotion_codes: boolean
  subscription: string | null
  livemode: boolean
}

export interface PortalSession {
  id: string
  object: 'billing_portal.session'
  customer: string
  url: string
  return_url: string
  flow: string | null
}

export interface Coupon {
  id: string
  object: 'coupon'
  percent_off: number
  code: string
}

export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  livemode: boolean
  type: string
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  data: { object: unknown }
}

export interface Charge {
  customer: string
  invoice: string
  amount: number
  at: number
}

/** What Stripe answers with another status than 200. */
export class Refusal extends Error {
  readonly status: number
  readonly body: { error: { type: string; code?: string; message: string; param?: string } }

  constructor(status: number, type: string, message: string, code?: string) {
    super(message)
    this.status = status
    this.body = { error: { type, message, ...(code === undefined ? {} : { code }) } }
  }
}
export const missing = (noun: string) =>
  new Refusal(404, 'invalid_request_error', `No such ${noun}`, 'resource_missing')
export const invalid = (message: string) => new Refusal(400, 'invalid_request_error', message)
