import { describe, expect, it } from 'vitest'
import { RateLimited } from './errors.ts'
import { addressOf, createRateLimits, DEFAULT_LIMITS, type Limits } from './rate-limits.ts'

const limits: Limits = {
  ...DEFAULT_LIMITS,
  hooks: { everybody: 50, address: 5, path: 3, account: 2, tenant: 4 },
}
const ask = (path: string, address: string) =>
  new Request(`http://localhost${path}`, { method: 'POST', headers: { 'x-forwarded-for': address } })
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'passed',
    (error: unknown) => {
      expect(error).toBeInstanceOf(RateLimited)
      expect((error as RateLimited).retryAfterSeconds).toBeGreaterThanOrEqual(1)
      expect((error as RateLimited).retryAfterSeconds).toBeLessThanOrEqual(60)
      return 'limited'
    },
  )

describe('rate limits', () => {
  it('count by path and by address, each alone', async () => {
    const own = createRateLimits(limits)
    const path = []
    for (let i = 0; i < 4; i++) path.push(await outcome(own.request('hooks', ask('/api/hooks/a', `10.0.0.${i}`))))
    expect(path).toEqual(['passed', 'passed', 'passed', 'limited'])
    const address = []
    for (let i = 0; i < 6; i++) address.push(await outcome(own.request('hooks', ask(`/api/hooks/${i}x`, '10.0.0.9'))))
    expect(address).toEqual([...Array(5).fill('passed'), 'limited'])
  })

  it('bound everybody together, whatever addresses and paths are invented', async () => {
    const own = createRateLimits(limits)
    const said = await Promise.all(
      Array.from({ length: 60 }, (_, i) => outcome(own.request('hooks', ask(`/api/hooks/${i}`, `10.1.0.${i}`)))),
    )
    expect(said.filter((word) => word === 'passed')).toHaveLength(50)
  })

  it('count accounts and tenants of one door apart from those of another', async () => {
    const own = createRateLimits(limits)
    const said = []
    for (let i = 0; i < 3; i++) said.push(await outcome(own.count('hooks', 'account', 'u1')))
    said.push(await outcome(own.count('hooks', 'account', 'u2')), await outcome(own.count('analyses', 'account', 'u1')))
    expect(said).toEqual(['passed', 'passed', 'limited', 'passed', 'passed'])
  })

  it('believe the nearest hop only', () => {
    expect(addressOf(ask('/', '1.1.1.1, 2.2.2.2'))).toBe('2.2.2.2')
    expect(addressOf(ask('/', '2.2.2.2'))).toBe('2.2.2.2')
    expect(addressOf(new Request('http://localhost/'))).toBe('unknown')
  })

  it('let a storm of 300 a second over 20 endpoints of 10 tenants pass', () => {
    const { everybody, address, path, tenant } = DEFAULT_LIMITS.hooks
    expect(Math.min(everybody, address)).toBeGreaterThan(300 * 60)
    expect(path).toBeGreaterThan((300 * 60) / 20)
    expect(tenant).toBeGreaterThan((300 * 60) / 10)
  })
})
