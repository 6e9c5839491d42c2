/**
 * The plans, in one table: the server enforces it, the pages and the pricing show it, `lethe billing setup` makes products and
 * prices of it. Pure data; whoever changes a figure changes it here and nowhere else.
 *
 *   PLANS[id]              what a plan costs, limits and opens
 *   planOfLookupKey(key)   which plan a price of Stripe's is of; null for a price that is not ours
 *   isUpgrade(from, to)    whether a change gives more, and so happens at once
 */

export const PLAN_IDS = ['free', 'pro', 'team', 'enterprise'] as const
export type PlanId = (typeof PLAN_IDS)[number]
/** Those that people can buy here by themselves. */
export const PAID_PLAN_IDS = ['pro', 'team'] as const
export type PaidPlanId = (typeof PAID_PLAN_IDS)[number]

export interface PlanPrice {
  /** Of one unit (a workspace or a seat) and month, before tax. */
  cents: number
  currency: 'usd'
  per: 'workspace' | 'seat'
  /** By which the price is found at Stripe; never taken from a request. */
  lookupKey: string
}

/** What may be had or not had. */
export interface PlanFeatures {
  complexModel: boolean
  apiKeys: boolean
  routing: boolean
  auditExport: boolean
  oidc: boolean
  /** The workspace's own key for a model. */
  ownKeys: boolean
  /** Any limit for keeping analyses, up to ten years. */
  customRetention: boolean
  /** A data processing agreement that both sides sign. */
  dpa: boolean
  /** Paid by invoice and bank transfer. */
  paysByInvoice: boolean
}
export type PlanFeature = keyof PlanFeatures

/** How much; null: as many as Lethe takes. */
export interface PlanLimits {
  /** Of a workspace in a calendar month (UTC). Past it the built-in engine answers: never nothing. */
  analysesPerMonth: number | null
  sources: number | null
  channels: number | null
  /** The longest that new analyses may be kept. */
  retentionDays: number
}

export interface Plan {
  id: PlanId
  name: string
  /** For whom, in a sentence. */
  about: string
  /** Null: nothing (Free), or by contract (Enterprise). */
  price: PlanPrice | null
  limits: PlanLimits
  features: PlanFeatures
}

/** Without a card; once for a workspace. */
export const TRIAL_DAYS = 14
export const TRIAL_PLAN: PaidPlanId = 'pro'
/** How long a plan stays after a payment has failed. */
export const GRACE_DAYS = 7
/** Shares of the monthly analyses at which owners and admins get a mail. */
export const WARN_PERCENT = [80, 100] as const

const NOTHING: PlanFeatures = {
  ...{ complexModel: false, apiKeys: false, routing: false, auditExport: false, oidc: false },
  ...{ ownKeys: false, customRetention: false, dpa: false, paysByInvoice: false },
}
const PRO: PlanFeatures = { ...NOTHING, complexModel: true, apiKeys: true }
const TEAM: PlanFeatures = { ...PRO, routing: true, auditExport: true, oidc: true }
const ENTERPRISE: PlanFeatures = { ...TEAM, ownKeys: true, customRetention: true, dpa: true, paysByInvoice: true }

export const PLANS: Readonly<Record<PlanId, Plan>> = {
  free: {
    id: 'free',
    name: 'Free',
    about: 'To see whether it helps.',
    price: null,
    limits: { analysesPerMonth: 50, sources: 1, channels: 1, retentionDays: 30 },
    features: NOTHING,
  },
  pro: {
    id: 'pro',
    name: 'Pro',
    about: 'For one team and its services.',
    price: { cents: 4_900, currency: 'usd', per: 'workspace', lookupKey: 'lethe_pro_monthly' },
    limits: { analysesPerMonth: 1_000, sources: null, channels: null, retentionDays: 180 },
    features: PRO,
  },
  team: {
    id: 'team',
    name: 'Team',
    about: 'For several teams that share one workspace.',
    price: { cents: 2_900, currency: 'usd', per: 'seat', lookupKey: 'lethe_team_monthly' },
    limits: { analysesPerMonth: 5_000, sources: null, channels: null, retentionDays: 180 },
    features: TEAM,
  },
  enterprise: {
    id: 'enterprise',
    name: 'Enterprise',
    about: 'By contract, and for those who run Lethe themselves.',
    price: null,
    limits: { analysesPerMonth: null, sources: null, channels: null, retentionDays: 3_650 },
    features: ENTERPRISE,
  },
}

export function planOfLookupKey(key: string | null): PaidPlanId | null {
  return PAID_PLAN_IDS.find((id) => PLANS[id].price?.lookupKey === key) ?? null
}

/** More in rank, or more seats of the same; what gives less waits for the end of the period. */
export function isUpgrade(from: { plan: PlanId; seats: number }, to: { plan: PlanId; seats: number }): boolean {
  const [before, after] = [PLAN_IDS.indexOf(from.plan), PLAN_IDS.indexOf(to.plan)]
  return after > before || (after === before && to.seats > from.seats)
}
