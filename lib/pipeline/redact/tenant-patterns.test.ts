import { describe, expect, it } from 'vitest'
import { defaultPolicy, policyDigest } from './policy.ts'
import { recheck } from './recheck.ts'
import { redact } from './redact.ts'
import { preparePolicy } from './tenant-patterns.ts'

const withPatterns = (...patterns: { name: string; pattern: string }[]) => preparePolicy({ ...defaultPolicy, patterns })

describe('patterns of a tenant', () => {
  it('redact what they match, under their own name, and stay settled', async () => {
    const { policy, rejected } = await withPatterns({ name: 'order', pattern: 'ORD-\\d{4}-\\d{5}' })
    expect(rejected).toEqual([])
    const { text, findings } = redact('💥 order ORD-2026-00017 and ORD-2026-00017\nORD-1', policy)
    expect(text).toBe('💥 order [CUSTOM:order_1] and [CUSTOM:order_1]\nORD-1')
    expect(findings).toEqual([{ type: 'custom-order', class: 'custom', count: 2 }])
    expect(recheck(text, policy).text).toBe(text)
  })

  it.each([
    ['a lookahead', '(?=x)y', /linear engine/],
    ['a backreference', '(a)\\1', /linear engine/],
    ['a pattern that matches nothing', 'a*', /matches nothing/],
    ['huge repeats', '(?:a{900}){2}', /linear engine|too large/],
    ['a long pattern', 'a'.repeat(501), /longer than 500/],
    ['an empty pattern', '', /empty/],
  ])('are refused with a reason: %s', async (_, pattern, reason) => {
    const { policy, rejected } = await withPatterns({ name: 'x', pattern })
    expect(policy.patterns).toEqual([])
    expect(rejected[0]?.reason).toMatch(reason)
  })

  it('are refused beyond fifty, and with a name that could break a placeholder', async () => {
    const many = Array.from({ length: 51 }, (_, i) => ({ name: `p${i}`, pattern: `x${i}` }))
    expect((await withPatterns(...many)).rejected).toHaveLength(1)
    expect((await withPatterns({ name: 'A]', pattern: 'x' })).rejected[0]?.reason).toMatch(/name/)
  })

  it('fail closed where nobody prepared them', () => {
    const policy = { ...defaultPolicy, patterns: [{ name: 'raw', pattern: 'never prepared' }] }
    expect(() => redact('x', policy)).toThrow(/preparePolicy/)
  })

  it('share the budget: hostile ones end in unscanned lines, not in a stall', async () => {
    const patterns = Array.from({ length: 50 }, (_, i) => ({ name: `h${i}`, pattern: `(?:a+)+${i}b|(a|aa)+${i}c` }))
    const { policy, rejected } = await withPatterns(...patterns)
    expect(rejected).toEqual([])
    let time = 0
    const { complete, text } = redact(`${'a'.repeat(2_000)}\n`.repeat(50), policy, { now: () => time++, budgetMs: 20 })
    expect(complete).toBe(false)
    expect(text).not.toContain('aaaa')
  })
})

describe('the digest of a policy', () => {
  it('does not depend on order, case or spelling, and changes with every rule', () => {
    const a = {
      ...defaultPolicy,
      fields: ['Customer_No', 'order'],
      patterns: [
        { name: 'a', pattern: 'x' },
        { name: 'b', pattern: 'y' },
      ],
    }
    const b = {
      ...defaultPolicy,
      fields: ['order', 'customerNo'],
      patterns: [
        { name: 'b', pattern: 'y' },
        { name: 'a', pattern: 'x' },
      ],
    }
    expect(policyDigest(a)).toBe(policyDigest(b))
    expect(policyDigest({ ...a, ip: 'keep' })).not.toBe(policyDigest(a))
    expect(policyDigest({ ...a, fields: ['order'] })).not.toBe(policyDigest(a))
  })

  it('never holds an exact value', () => {
    expect(policyDigest({ ...defaultPolicy, values: ['Projekt Krähe'] })).not.toContain('Kr')
  })
})
