import { describe, expect, it } from 'vitest'
import type { TenantId } from '../data/unscoped.ts'
import { unscopedTenantId } from '../data/unscoped.ts'
import { RateLimited, Unavailable } from '../errors.ts'
import { createAnalysisTurns, type Turn } from './analysis-turns.ts'

const [acme, other] = ['acme', 'other'].map(unscopedTenantId) as [TenantId, TenantId]
const never = () => new Promise<never>(() => {})
const LIMITS = { underWayEach: 3, underWay: 5, concurrency: 1, waitingEach: 1, waiting: 2 }

describe('places for analyses', () => {
  it('are so many for a workspace: beyond, it is asked to come again, and others are not', async () => {
    const { admit } = createAnalysisTurns(LIMITS)
    for (let i = 0; i < 3; i++) void admit(acme, never)
    await expect(admit(acme, never)).rejects.toThrow(RateLimited)
    expect(await admit(other, async () => 'in')).toBe('in')
  })

  it('are so many in all, with a time after which to come again', async () => {
    const { admit } = createAnalysisTurns({ ...LIMITS, underWay: 2 })
    void admit(acme, never)
    void admit(other, never)
    const refused = await admit(other, never).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Unavailable)
    expect(refused).toMatchObject({ status: 503, retryAfterSeconds: 5 })
  })

  it('are given back by what failed', async () => {
    const { admit } = createAnalysisTurns({ ...LIMITS, underWayEach: 1 })
    await expect(admit(acme, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(await admit(acme, async () => 7)).toBe(7)
  })

  it('do not hold a thread while a model is asked', async () => {
    const { admit } = createAnalysisTurns(LIMITS)
    void admit(acme, async (turn) => {
      await turn(async () => 'condensed')
      await never()
    })
    expect(await admit(acme, (turn) => turn(async () => 'condensed'))).toBe('condensed')
  })

  it('bound the line of one, turn others away only when all is full, and always let what has begun finish', async () => {
    const { admit } = createAnalysisTurns({ ...LIMITS, underWayEach: 9, underWay: 9 })
    const turns: Turn[] = []
    const collect = (turn: Turn) => {
      turns.push(turn)
      return never()
    }
    void admit(acme, collect)
    void admit(other, collect)
    const [hers, his] = turns
    const working = { end: () => {} }
    const held = hers?.(() => new Promise<void>((resolve) => Object.assign(working, { end: resolve })))
    void hers?.(async () => {})
    await expect(hers?.(async () => {})).rejects.toThrow(RateLimited)
    void his?.(async () => {})
    await expect(his?.(async () => {})).rejects.toThrow(RateLimited)
    const last = hers?.(async () => 'stored', 'finish')
    working.end()
    await held
    expect(await last).toBe('stored')
  })
})
