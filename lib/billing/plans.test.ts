import { describe, expect, it } from 'vitest'
import { isUpgrade, PAID_PLAN_IDS, PLAN_IDS, PLANS, planOfLookupKey } from './plans.ts'

describe('the table of plans', () => {
  it('gives more with every step: no limit shrinks and no feature is lost', () => {
    const much = (limit: number | null) => limit ?? Number.POSITIVE_INFINITY
    for (const [index, id] of PLAN_IDS.entries()) {
      const below = PLANS[PLAN_IDS[index - 1] ?? 'free']
      const { limits, features } = PLANS[id]
      expect(much(limits.analysesPerMonth), id).toBeGreaterThanOrEqual(much(below.limits.analysesPerMonth))
      expect(much(limits.sources), id).toBeGreaterThanOrEqual(much(below.limits.sources))
      expect(limits.retentionDays, id).toBeGreaterThanOrEqual(below.limits.retentionDays)
      for (const [name, has] of Object.entries(below.features))
        if (has) expect(features[name as keyof typeof features], `${id} ${name}`).toBe(true)
    }
  })

  it('has the figures that were promised', () => {
    expect(PLAN_IDS.map((id) => PLANS[id].limits.analysesPerMonth)).toEqual([50, 1_000, 5_000, null])
    expect(PLAN_IDS.map((id) => PLANS[id].limits.retentionDays)).toEqual([30, 180, 180, 3_650])
    expect(PLANS.free.limits.sources).toBe(1)
    expect(Object.values(PLANS.free.features)).not.toContain(true)
  })

  it('finds a plan by the lookup key of its price alone', () => {
    for (const id of PAID_PLAN_IDS) expect(planOfLookupKey(PLANS[id].price?.lookupKey ?? '')).toBe(id)
    for (const other of ['', 'lethe_enterprise_monthly', 'toString', null]) expect(planOfLookupKey(other)).toBeNull()
  })

  it('tells what gives more', () => {
    expect(isUpgrade({ plan: 'pro', seats: 1 }, { plan: 'team', seats: 1 })).toBe(true)
    expect(isUpgrade({ plan: 'team', seats: 3 }, { plan: 'team', seats: 4 })).toBe(true)
    expect(isUpgrade({ plan: 'team', seats: 3 }, { plan: 'team', seats: 3 })).toBe(false)
    expect(isUpgrade({ plan: 'team', seats: 1 }, { plan: 'pro', seats: 9 })).toBe(false)
  })
})
