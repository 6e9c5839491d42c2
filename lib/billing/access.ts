import type { Subscription } from '../data/billing-accounts.ts'
import { GRACE_DAYS, type PlanId } from './plans.ts'

/**
 * What a workspace may use now, by what we know of its subscription. Pure. Our word for it can be old (an event was lost), so
 * every "yes" has an end that time alone brings: without news from Stripe it is over at the latest seven days after what was
 * paid for.
 */

const DAY_MS = 86_400_000
export const GRACE_MS = GRACE_DAYS * DAY_MS
/** Where an end was announced and the word that it came is late. */
const LATE_MS = DAY_MS

export type AccessState =
  | 'none'
  | 'active'
  | 'trialing'
  | 'ending'
  | 'past_due'
  | 'unpaid'
  | 'canceled'
  | 'paused'
  | 'incomplete'
  /** No news from Stripe for too long, a price that is not ours, or a state that this version does not know. */
  | 'unknown'

export interface Access {
  plan: PlanId
  state: AccessState
  /** Until when the plan is here if nothing more is heard; null where it has no end or there is none. */
  until: Date | null
  /** What was subscribed to, whether or not it may be used now. */
  subscribed: 'pro' | 'team' | null
}

export function accessOf(subscription: Subscription | null, now: Date): Access {
  if (!subscription) return { plan: 'free', state: 'none', until: null, subscribed: null }
  const { plan: subscribed } = subscription
  const { state, until } = stateOf(subscription)
  const open = subscribed !== null && until !== null && now < until
  if (open) return { plan: subscribed, state, until, subscribed }
  return { plan: 'free', state: until === null ? state : endedState(state), until: null, subscribed }
}

/** `until` null: nothing may be used. */
function stateOf({ status, trialEnd, cancelAt, currentPeriodEnd, pastDueSince }: Subscription): {
  state: AccessState
  until: Date | null
} {
  switch (status) {
    case 'trialing':
      return { state: cancelAt ? 'ending' : 'trialing', until: later(trialEnd ?? currentPeriodEnd, LATE_MS) }
    case 'active':
      if (cancelAt) return { state: 'ending', until: later(cancelAt, LATE_MS) }
      return { state: 'active', until: later(currentPeriodEnd, GRACE_MS) }
    case 'past_due':
      return { state: 'past_due', until: later(pastDueSince, GRACE_MS) }
    case 'unpaid':
    case 'canceled':
    case 'paused':
    case 'incomplete':
      return { state: status, until: null }
    case 'incomplete_expired':
      return { state: 'canceled', until: null }
    default:
      return { state: 'unknown', until: null }
  }
}

/** A trial or a subscription whose end has passed is over, whatever was heard of it; a failed payment has used its grace. */
function endedState(state: AccessState): AccessState {
  if (state === 'trialing' || state === 'ending') return 'canceled'
  return state === 'past_due' ? 'unpaid' : state === 'active' ? 'unknown' : state
}

const later = (at: Date | null, ms: number): Date | null => at && new Date(at.getTime() + ms)

/** States in which a subscription of Stripe's lives on, so that there must be no second one. */
export function isLiving(status: string): boolean {
  return !['canceled', 'incomplete_expired'].includes(status)
}
