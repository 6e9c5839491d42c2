import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { findModelPolicy, findSealedModelKey, saveModelKey, saveModelPolicy } from './model-policies.ts'
import { getModelUsage, type Reservation, reserveModelUsage, settleModelUsage } from './model-usage.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
}, 60_000)
afterAll(() => database.drop())
beforeEach(() => admin('truncate model_policies, model_usage, model_reservations'))

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

const allow = (changes: object = {}) =>
  saveModelPolicy(cast.acme, {
    ...{ mode: 'fast', baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null },
    ...changes,
  })
const amount = (tokens: number, microUsd = tokens) => ({ tokens, microUsd })
const reserve = (most: number, least = most) =>
  reserveModelUsage(cast.acme, { most: amount(most), least: amount(least), leaseSeconds: 600 })
const settle = (id: string, tokens: number) => settleModelUsage(cast.acme, id, { ...amount(tokens), requests: 1 })
const granted = (given: Reservation | string): Reservation => {
  if (typeof given === 'string') throw new Error(given)
  return given
}

describe('the use of a month', () => {
  it('cannot pass its limit with fifty analyses side by side, whatever each of them uses of what it holds', async () => {
    await allow({ monthlyTokens: 1_000 })
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(120, 60)))
    const held = answers.filter((one) => typeof one !== 'string')
    // Eight of 120, and one that gets the 40 that are left would be below its least: refused.
    expect(held.map(({ tokens }) => tokens)).toEqual(Array(8).fill(120))
    expect(new Set(answers.filter((one) => typeof one === 'string'))).toEqual(new Set(['over_budget']))
    await Promise.all(held.map(({ id }, i) => settle(id, i % 2 === 0 ? 120 : 20)))
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 560, microUsd: 560 })
    expect(granted(await reserve(1_000, 1)).tokens).toBe(440)
  })

  it('is held by the money limit alone, too', async () => {
    await allow({ monthlyMicroUsd: 150 })
    granted(await reserve(100))
    expect(await reserve(100)).toBe('over_budget')
    expect(granted(await reserve(100, 50)).microUsd).toBe(50)
  })

  it('counts an analysis once, though it is settled by twenty at a time', async () => {
    await allow()
    const { id } = granted(await reserve(100))
    const answers = await Promise.all(Array.from({ length: 20 }, () => settle(id, 70)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 70 })
    expect(await admin('select analyses, requests from model_usage')).toEqual([{ analyses: 1, requests: 1 }])
  })

  it('gets back what a dead process held when its lease has ended, and counts it if it was alive after all', async () => {
    await allow({ monthlyTokens: 100 })
    const { id } = granted(await reserve(100))
    expect(await reserve(100)).toBe('over_budget')
    await admin("update model_reservations set lease_until = now() - interval '1 second'")
    granted(await reserve(100))
    expect(await settle(id, 90)).toBe(true)
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 90 })
    expect(await reserve(20)).toBe('over_budget')
  })

  it('forgets reservations a day after their lease', async () => {
    await allow()
    granted(await reserve(1))
    await admin("update model_reservations set lease_until = now() - interval '25 hours'")
    granted(await reserve(1))
    expect(await admin('select 1 from model_reservations')).toHaveLength(1)
  })

  it('belongs to the month in which it was reserved, and a new month begins at nothing', async () => {
    await allow({ monthlyTokens: 100 })
    const { id } = granted(await reserve(100))
    await admin("update model_usage set month = '2020-01'")
    await admin("update model_reservations set month = '2020-01'")
    granted(await reserve(100))
    await settle(id, 80)
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 0 })
    expect(await admin("select tokens::int from model_usage where month = '2020-01'")).toEqual([{ tokens: 80 }])
  })

  it('obeys a policy that changed after the analysis began', async () => {
    expect(await reserve(1)).toBe('forbidden')
    await allow()
    granted(await reserve(1))
    await allow({ mode: 'local_only' })
    expect(await reserve(1)).toBe('forbidden')
    await allow({ monthlyTokens: 0 })
    expect(await reserve(1)).toBe('over_budget')
  })

  it('has limits far beyond 32 bits', async () => {
    await allow({ monthlyTokens: 1e15 })
    expect(granted(await reserve(5e12)).tokens).toBe(5e12)
    expect(await findModelPolicy(cast.acme)).toMatchObject({ monthlyTokens: 1e15 })
  })
})

describe('a key', () => {
  it('is forgotten when the address changes, and only then', async () => {
    const url = 'https://gateway.example'
    await allow({ baseUrl: url })
    await saveModelKey(cast.acme, 'v1.k.i.b')
    await allow({ baseUrl: url, mode: 'complex' })
    expect(await findSealedModelKey(cast.acme)).toBe('v1.k.i.b')
    for (const baseUrl of ['https://evil.example', null, url]) {
      await allow({ baseUrl })
      expect(await findSealedModelKey(cast.acme)).toBeNull()
      await saveModelKey(cast.acme, 'v1.k.i.b')
    }
    await allow({ baseUrl: url })
    expect(await findModelPolicy(cast.acme)).toMatchObject({ ownKey: true, mode: 'fast' })
  })
})
