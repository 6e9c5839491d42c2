import { findBillingAccount } from '../data/billing-accounts.ts'
import type { TenantId } from '../data/unscoped.ts'
import { holdPlaces } from '../data/usage-months.ts'
import { env } from '../env.ts'
import { PlanLimit } from '../errors.ts'
import { type Access, accessOf } from './access.ts'
import { PLAN_IDS, PLANS, type Plan, type PlanFeature } from './plans.ts'
import { isConfigured } from './stripe-client.ts'

/**
 * What a workspace may use, asked where the work starts.
 *
 *   entitlementsOf(tenant)                     its plan now, and why
 *   requireFeature(tenant, feature)            throws PlanLimit
 *   requireSeat(tenant, people)                throws PlanLimit
 *   requirePlace(tenant, noun, present)        throws PlanLimit; holds the place until the unit of work ends
 *
 * What is there already goes on when a plan ends: sources are received, channels told, routing holds, analyses keep their
 * ends. It cannot be added to or changed (decision 25).
 */

export interface Entitlements {
  plan: Plan
  access: Access
  /** Where the plan comes from. `operator`: LETHE_PLAN. `none`: nothing can be bought here, so it is Free. */
  from: 'stripe' | 'operator' | 'none'
  /** Paid for; counts where the plan is paid for by the seat. */
  seats: number
}

export async function entitlementsOf(tenant: TenantId, now = new Date()): Promise<Entitlements> {
  const { plan: given } = env().billing
  const nothing = accessOf(null, now)
  if (given) return { plan: PLANS[given], access: { ...nothing, plan: given }, from: 'operator', seats: 0 }
  if (!isConfigured()) return { plan: PLANS.free, access: nothing, from: 'none', seats: 0 }
  const account = await findBillingAccount(tenant)
  const access = accessOf(account?.subscription ?? null, now)
  return { plan: PLANS[access.plan], access, from: 'stripe', seats: account?.subscription?.seats ?? 0 }
}

export async function hasFeature(tenant: TenantId, feature: PlanFeature): Promise<boolean> {
  return (await entitlementsOf(tenant)).plan.features[feature]
}

export async function requireFeature(tenant: TenantId, feature: PlanFeature): Promise<void> {
  const { plan, from } = await entitlementsOf(tenant)
  if (plan.features[feature]) return
  const needed = PLAN_IDS.find((id) => PLANS[id].features[feature]) ?? 'enterprise'
  throw new PlanLimit({
    happened: `${plan.name} has no ${FEATURE_WORDS[feature]}; ${PLANS[needed].name} has.`,
    todo: wayOut(from),
  })
}

/** `present` counts what there is, once nobody else can add to it. In a unit of work. */
export async function requirePlace(
  tenant: TenantId,
  noun: 'sources' | 'channels',
  present: () => Promise<number>,
): Promise<void> {
  const { plan, from } = await entitlementsOf(tenant)
  const limit = plan.limits[noun]
  if (limit === null) return
  await holdPlaces(tenant, noun)
  if ((await present()) < limit) return
  throw new PlanLimit({
    happened: `${plan.name} has ${limit} ${limit === 1 ? noun.slice(0, -1) : noun}, and it is in use.`,
    kept: 'What is set up works on.',
    todo: wayOut(from),
  })
}

/** Where a plan is paid for by the seat: whether one is left for somebody more. */
export async function requireSeat(tenant: TenantId, people: number): Promise<void> {
  const { plan, from, seats } = await entitlementsOf(tenant)
  if (plan.price?.per !== 'seat' || from !== 'stripe' || people < seats) return
  throw new PlanLimit({
    happened: `All ${seats} seats of ${plan.name} are taken, those who are invited too.`,
    todo: wayOut(from),
  })
}

export function wayOut(from: Entitlements['from']): string {
  if (from === 'stripe') return 'An owner or admin can change the plan under Settings, Billing.'
  return 'Whoever runs this Lethe decides on the plan (LETHE_PLAN, or the keys of Stripe).'
}

/** After "has no". */
export const FEATURE_WORDS: Readonly<Record<PlanFeature, string>> = {
  complexModel: 'complex model',
  apiKeys: 'API keys',
  routing: 'routing of alerts to channels',
  auditExport: 'export of the audit log',
  oidc: 'single sign-on of its own',
  ownKeys: 'keys of its own for a model',
  customRetention: 'retention beyond its limit',
  dpa: 'data processing agreement of its own',
  paysByInvoice: 'payment by invoice',
}
