import { findBillingAccount, type Subscription } from '../data/billing-accounts.ts'
import type { TenantId } from '../data/unscoped.ts'
import { getUsage, type Usage } from '../data/usage-months.ts'
import type { AccessState } from './access.ts'
import { countPeople } from './begin.ts'
import { type Entitlements, entitlementsOf } from './entitlements.ts'
import { GRACE_DAYS, type PaidPlanId, PLANS, type PlanId } from './plans.ts'

/** What the page of billing shows; plain data, no id of Stripe's. */
export interface BillingView {
  plan: PlanId
  from: Entitlements['from']
  state: AccessState
  until: string | null
  subscribed: PaidPlanId | null
  seats: number
  people: number
  periodEnd: string | null
  trialEnd: string | null
  cancelAt: string | null
  next: { plan: PaidPlanId | null; seats: number; at: string } | null
  trialAvailable: boolean
  hasAccount: boolean
  usage: Usage & { limit: number | null }
}

export async function viewBilling(tenant: TenantId): Promise<BillingView> {
  const [{ plan, access, from }, account, usage] = [
    await entitlementsOf(tenant),
    await findBillingAccount(tenant),
    await getUsage(tenant),
  ]
  const subscription = account?.subscription ?? null
  return {
    ...{ plan: plan.id, from, state: access.state, until: iso(access.until), subscribed: access.subscribed },
    ...{ seats: subscription?.seats ?? 0, people: await countPeople(tenant), ...datesOf(subscription) },
    trialAvailable: !account?.trialUsedAt && !subscription,
    hasAccount: account !== null,
    usage: { ...usage, limit: plan.limits.analysesPerMonth },
  }
}

function datesOf(subscription: Subscription | null) {
  const { currentPeriodEnd = null, trialEnd = null, cancelAt = null, next = null } = subscription ?? {}
  return {
    ...{ periodEnd: iso(currentPeriodEnd), trialEnd: iso(trialEnd), cancelAt: iso(cancelAt) },
    next: next && { plan: next.plan, seats: next.seats, at: next.at.toISOString() },
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export interface Banner {
  tone: 'note' | 'problem'
  happened: string
  kept: string
  todo: string
}

const DAY_MS = 86_400_000
const SOON_DAYS = 3

/** What everybody of the workspace should know of its plan now; null where all is well. Pure. */
export function bannerOf({ access, from }: Pick<Entitlements, 'access' | 'from'>, now = new Date()): Banner | null {
  if (from !== 'stripe' || !access.subscribed) return null
  const name = PLANS[access.subscribed].name
  const until = access.until?.toISOString().slice(0, 10) ?? ''
  const free = 'Nothing was deleted. Alerts are still taken and the built-in engine answers.'
  switch (access.state) {
    case 'past_due':
      return {
        ...{ tone: 'problem', happened: 'The last payment failed.', todo: 'An owner or admin can look at the card.' },
        kept: `${name} stays until ${until}, ${GRACE_DAYS} days after the payment was due.`,
      }
    case 'unpaid':
      return {
        ...{ tone: 'problem', happened: `${name} is paused: a payment is open.`, kept: free },
        todo: 'It is back as soon as it is paid.',
      }
    case 'paused':
      return {
        tone: 'problem',
        happened: `${name} is paused.`,
        kept: free,
        todo: 'An owner or admin can choose a plan.',
      }
    case 'incomplete':
      return {
        ...{ tone: 'note', happened: `The first payment for ${name} is not finished.`, kept: 'Nothing was charged.' },
        todo: 'An owner or admin can finish it under Billing.',
      }
    case 'unknown':
      return {
        ...{ tone: 'problem', happened: `We do not know the state of ${name}.`, kept: free },
        todo: 'Compare it under Billing; if it stays so, tell whoever runs this Lethe.',
      }
    case 'trialing':
      if (access.until === null || access.until.getTime() - now.getTime() > (SOON_DAYS + 1) * DAY_MS) return null
      return {
        ...{ tone: 'note', happened: 'The trial ends soon.', kept: 'Without a card the workspace is on Free then.' },
        todo: 'An owner or admin can add a card under Billing.',
      }
    default:
      return null
  }
}
