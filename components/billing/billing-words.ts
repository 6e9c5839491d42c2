import type { BillingView } from '#lib/billing/view.ts'

/** What pages say of plans and money. */

export const PLAN_NAMES = { free: 'Free', pro: 'Pro', team: 'Team', enterprise: 'Enterprise' } as const

export function money(cents: number, currency = 'usd'): string {
  const digits = cents % 100 === 0 ? 0 : 2
  return (cents / 100).toLocaleString('en', {
    ...{ style: 'currency', currency: currency.toUpperCase(), minimumFractionDigits: digits },
  })
}

export const day = (at: string | null): string =>
  at === null
    ? ''
    : new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** The state of the plan in a sentence. */
export function stateSentence(view: BillingView): string {
  const name = PLAN_NAMES[view.subscribed ?? view.plan]
  switch (view.state) {
    case 'none':
      if (view.from === 'operator') return `Whoever runs this Lethe gives every workspace ${name}.`
      if (view.from === 'none') return 'Billing is not configured on this Lethe, so every workspace is on Free.'
      return 'Nothing is paid for.'
    case 'trialing':
      return `Trial until ${day(view.trialEnd)}. It ends by itself unless a card is added.`
    case 'active':
      return `Paid until ${day(view.periodEnd)}, then it goes on.`
    case 'ending':
      return `Canceled: it ends on ${day(view.cancelAt)}.`
    case 'past_due':
      return `The last payment failed. ${name} stays until ${day(view.until)}.`
    case 'unpaid':
      return `A payment is open, so ${name} is paused.`
    case 'canceled':
      return `${name} has ended. Nothing was deleted.`
    case 'paused':
      return `${name} is paused.`
    case 'incomplete':
      return `The first payment for ${name} is not finished.`
    case 'unknown':
      return `We do not know the state of ${name}.`
  }
}
