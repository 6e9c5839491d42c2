import { describe, expect, it } from 'vitest'
import { chooseModel, DEFAULT_POLICY, type PolicyFacts } from './model-policy.ts'
import { COMPLEX_MODEL, FAST_MODEL, priceOf } from './models.ts'

const FACTS: PolicyFacts = {
  localDiagnosis: { verdict: 'action_required' },
  tokens: 2_000,
  severity: 'high',
  hasKey: true,
  used: { tokens: 0, microUsd: 0 },
}

describe('which engine answers', () => {
  it('the built-in one, where a tenant chose nothing, forbids models, or no key is set', () => {
    expect(chooseModel(DEFAULT_POLICY, FACTS)).toMatchObject({ engine: 'local', why: 'policy' })
    expect(chooseModel({ ...DEFAULT_POLICY, mode: 'fast' }, { ...FACTS, hasKey: false })).toMatchObject({
      why: 'no_key',
    })
  })

  it('the chosen model, with a second opinion from the complex one only', () => {
    expect(chooseModel({ ...DEFAULT_POLICY, mode: 'fast' }, FACTS)).toMatchObject({
      model: FAST_MODEL,
      secondOpinion: false,
    })
    expect(chooseModel({ ...DEFAULT_POLICY, mode: 'complex' }, FACTS)).toMatchObject({
      model: COMPLEX_MODEL,
      secondOpinion: true,
    })
  })

  it('automatic: complex when inconclusive, large, or critical, else fast', () => {
    const automatic = { ...DEFAULT_POLICY, mode: 'automatic' as const }
    expect(chooseModel(automatic, FACTS)).toMatchObject({ model: FAST_MODEL })
    for (const facts of [
      { severity: 'critical' as const },
      { tokens: 7_800 },
      { localDiagnosis: { verdict: 'inconclusive' as const } },
    ])
      expect(chooseModel(automatic, { ...FACTS, ...facts })).toMatchObject({ model: COMPLEX_MODEL })
  })

  it('the built-in one, visibly, where the worst case no longer fits into the month', () => {
    const limited = { ...DEFAULT_POLICY, mode: 'fast' as const, monthlyTokens: 100_000, monthlyMicroUsd: 1_000_000 }
    expect(chooseModel(limited, FACTS)).toMatchObject({
      engine: 'claude',
      ceiling: { tokens: 100_000, microUsd: 1_000_000 },
    })
    expect(chooseModel(limited, { ...FACTS, used: { tokens: 95_000, microUsd: 0 } })).toMatchObject({
      why: 'over_budget',
    })
    expect(chooseModel(limited, { ...FACTS, used: { tokens: 0, microUsd: 2_000_000 } })).toMatchObject({
      why: 'over_budget',
    })
  })
})

describe('cost in micro-dollars', () => {
  it('follows the price list of the day', () => {
    expect(priceOf(FAST_MODEL, 9_000, 1_000)).toBe(1_400)
    expect(priceOf(COMPLEX_MODEL, 9_000, 1_000)).toBe(28_000)
    expect(priceOf(FAST_MODEL, 200_000, 0)).toBe(100_000)
    expect(priceOf(COMPLEX_MODEL, 1_000, 0, { cacheWrite: 0, cacheRead: 1_000 })).toBe(200)
    expect(priceOf(COMPLEX_MODEL, 1_000, 0, { cacheWrite: 1_000, cacheRead: 0 })).toBe(2_500)
  })
})
