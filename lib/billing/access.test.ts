import { describe, expect, it } from 'vitest'
import type { Subscription } from '../data/billing-accounts.ts'
import { accessOf } from './access.ts'
import { lastNight } from './reconcile.ts'
import { bannerOf } from './view.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
const paid: Subscription = {
  ...{ subscriptionId: 'sub_1', status: 'active', plan: 'pro', seats: 1, currentPeriodEnd: inDays(10) },
  ...{ cancelAt: null, trialEnd: null, pastDueSince: null, next: null },
}
const at = (changes: Partial<Subscription>, now = NOW) => {
  const { plan, state } = accessOf({ ...paid, ...changes }, now)
  return `${plan} ${state}`
}

describe('what may be used', () => {
  it('follows the state of the subscription', () => {
    expect(accessOf(null, NOW)).toMatchObject({ plan: 'free', state: 'none' })
    expect(at({})).toBe('pro active')
    expect(at({ status: 'trialing', trialEnd: inDays(1) })).toBe('pro trialing')
    expect(at({ cancelAt: inDays(10) })).toBe('pro ending')
    for (const status of ['unpaid', 'canceled', 'paused', 'incomplete']) expect(at({ status })).toBe(`free ${status}`)
    expect(at({ status: 'incomplete_expired' })).toBe('free canceled')
    expect(at({ status: 'a_new_word' })).toBe('free unknown')
  })

  it('stays seven days after a payment failed, to the hour', () => {
    const owes = { status: 'past_due', pastDueSince: NOW }
    expect(at(owes, inDays(6.99))).toBe('pro past_due')
    expect(at(owes, inDays(7))).toBe('free unpaid')
    expect(at({ status: 'past_due', pastDueSince: null })).toBe('free past_due')
  })

  it('ends by time alone where nothing more is heard', () => {
    expect(at({}, inDays(16.9))).toBe('pro active')
    expect(at({}, inDays(17.1))).toBe('free unknown')
    expect(at({ status: 'trialing', trialEnd: inDays(1) }, inDays(2.1))).toBe('free canceled')
    expect(at({ cancelAt: inDays(1) }, inDays(2.1))).toBe('free canceled')
  })

  it('is nothing for a price that is not ours', () => {
    expect(at({ plan: null })).toBe('free unknown')
  })
})

describe('the banner', () => {
  const banner = (changes: Partial<Subscription>, now = NOW) =>
    bannerOf({ access: accessOf({ ...paid, ...changes }, now), from: 'stripe' }, now)?.happened ?? null

  it('speaks while something is wrong, and a few days before a trial ends', () => {
    expect(banner({})).toBeNull()
    expect(banner({ status: 'past_due', pastDueSince: NOW })).toBe('The last payment failed.')
    expect(banner({ status: 'unpaid' })).toBe('Pro is paused: a payment is open.')
    expect(banner({ status: 'incomplete' })).toBe('The first payment for Pro is not finished.')
    expect(banner({ status: 'trialing', trialEnd: inDays(10) })).toBeNull()
    expect(banner({ status: 'trialing', trialEnd: inDays(2) })).toBe('The trial ends soon.')
    expect(banner({ status: 'canceled' })).toBeNull()
  })
})

it('a night begins at three in the morning, UTC', () => {
  expect(lastNight(new Date('2026-11-20T02:59:00Z')).toISOString()).toBe('2026-11-19T03:00:00.000Z')
  expect(lastNight(new Date('2026-11-20T03:00:00Z')).toISOString()).toBe('2026-11-20T03:00:00.000Z')
})
