import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedPeople } from '../prisma/seed.ts'
import { listAuditEvents } from './data/audit-events.ts'
import { findSealedModelKey, saveModelKey } from './data/model-policies.ts'
import { changeModelKey, changeModelPolicy, loadModelAccess, modelKeySchema, viewModelPolicy } from './model-policy.ts'

let database: TestDatabase
let cast: Cast
const KEY = ['sk', 'ant', 'of-the-workspace-000000001'].join('-')
const OPERATORS = ['sk', 'ant', 'of-the-operator-000000002'].join('-')

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  vi.stubEnv('LETHE_OUTBOUND_ALLOW', '127.0.0.1:9999')
  vi.stubEnv('ANTHROPIC_API_KEY', OPERATORS)
  cast = await seedPeople()
}, 60_000)
afterAll(async () => {
  await database.drop()
  vi.unstubAllEnvs()
})
beforeEach(() => admin('truncate model_policies, model_usage, model_reservations'))

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

const POLICY = { mode: 'fast' as const, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null }
const change = (given: object = {}) => changeModelPolicy(cast.acme, cast.alice.id, { ...POLICY, ...given })
const setKey = (apiKey: string | null) => changeModelKey(cast.acme, cast.alice.id, { apiKey })

describe('a workspace that said nothing', () => {
  it('sends nothing, although the operator has a key', async () => {
    expect(await viewModelPolicy(cast.acme)).toEqual({
      policy: {
        ...{ mode: 'local_only', ownKey: false, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null },
        allowPictures: false,
      },
      operatorKey: true,
      used: { month: new Date().toISOString().slice(0, 7), tokens: 0, microUsd: 0 },
    })
    expect((await loadModelAccess(cast.acme)).access).toBeNull()
  })

  it('still sends nothing after it entered a key', async () => {
    expect((await setKey(KEY)).policy).toMatchObject({ mode: 'local_only', ownKey: true })
    expect((await loadModelAccess(cast.acme)).access).toBeNull()
  })
})

describe('the key of a workspace', () => {
  it('is sealed, and stands in no answer, no audit event and no other workspace', async () => {
    const answers = [
      await change(),
      await setKey(KEY),
      await change({ monthlyTokens: 5 }),
      await viewModelPolicy(cast.acme),
    ]
    const events = (await listAuditEvents(cast.acme)).items
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['model.key_set', 'model.policy_changed']),
    )
    const rows = await admin('select to_jsonb(m)::text as row from model_policies m')
    for (const said of [answers, events, rows]) expect(JSON.stringify(said)).not.toContain(KEY.slice(8))
    expect((await loadModelAccess(cast.acme)).access).toMatchObject({ apiKey: KEY, baseUrl: null })
    const sealed = await findSealedModelKey(cast.acme)
    await changeModelPolicy(cast.other, cast.charlie.id, POLICY)
    await saveModelKey(cast.other, sealed)
    await expect(loadModelAccess(cast.other)).rejects.toThrow(/./)
  })

  it('goes to the address it was entered for and to no other', async () => {
    await change({ baseUrl: 'https://gateway.example/anthropic/' })
    await setKey(KEY)
    expect((await loadModelAccess(cast.acme)).access).toMatchObject({
      ...{ apiKey: KEY, baseUrl: 'https://gateway.example/anthropic', baseUrlFrom: 'tenant' },
    })
    // A second admin, who does not know the key, points it at a host of their own.
    const view = await change({ baseUrl: 'https://collector.evil.example' })
    expect(view.policy.ownKey).toBe(false)
    expect((await loadModelAccess(cast.acme)).access).toBeNull()
    expect((await listAuditEvents(cast.acme)).items[0]?.detail).toMatchObject({ keyForgotten: true })
  })

  it('is not used where its address was changed beside it', async () => {
    await change({ baseUrl: 'https://gateway.example' })
    await setKey(KEY)
    await admin("update model_policies set base_url = 'https://evil.example'")
    expect((await loadModelAccess(cast.acme)).access).toBeNull()
  })

  it('can be forgotten', async () => {
    await change()
    await setKey(KEY)
    expect((await setKey(null)).policy.ownKey).toBe(false)
    expect((await loadModelAccess(cast.acme)).access).toMatchObject({ apiKey: OPERATORS })
  })

  it.each(['short', 'with a blank inside it', 'line\nbreak-in-a-key', 'x'.repeat(401), ''])('is not %j', (apiKey) => {
    expect(modelKeySchema.safeParse({ apiKey }).success).toBe(false)
  })
})

describe('the operator’s key', () => {
  it('goes to the operator’s address, never to one of a workspace', async () => {
    await change()
    expect((await loadModelAccess(cast.acme)).access).toMatchObject({ apiKey: OPERATORS, baseUrlFrom: 'operator' })
    await change({ baseUrl: 'https://gateway.example' })
    expect((await loadModelAccess(cast.acme)).access).toBeNull()
  })
})

describe('an address', () => {
  afterEach(() => admin('truncate model_policies'))

  it.each([
    ...['http://gateway.example', 'https://169.254.169.254/latest', 'https://127.0.0.1', 'https://[::1]:443'],
    ...['https://[::ffff:10.0.0.1]', 'https://0x7f000001', 'https://2130706433', 'https://localhost', 'https://db'],
    ...['https://metadata.google.internal', 'https://user:pass@gateway.example', 'https://gateway.example/?to=x'],
    ...[
      'https://gateway.example/#x',
      'ftp://gateway.example',
      'file:///etc/passwd',
      'gateway.example',
      'https://localhost.',
    ],
    ...['http://127.0.0.1:9998', 'https://10.1.2.3', 'https://router.local'],
  ])('is not %s', async (baseUrl) => {
    await expect(change({ baseUrl })).rejects.toMatchObject({ status: 422 })
    expect((await viewModelPolicy(cast.acme)).policy.baseUrl).toBeNull()
  })

  it('may be local where whoever runs this Lethe has allowed exactly that', async () => {
    expect((await change({ baseUrl: 'http://127.0.0.1:9999' })).policy.baseUrl).toBe('http://127.0.0.1:9999')
  })

  it('is Anthropic’s where nothing is entered', async () => {
    expect((await change({ baseUrl: '' })).policy.baseUrl).toBeNull()
  })
})
