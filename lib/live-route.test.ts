import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeAnthropic, type Script, startFakeAnthropic } from '../e2e/fakes/anthropic.ts'
import { groundedReply } from '../e2e/fakes/anthropic-replies.ts'
import { standardHeaders } from '../e2e/fakes/standard-sender.ts'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedPeople } from '../prisma/seed.ts'
import { listDeliveries } from './data/deliveries.ts'
import { answerHook } from './hook-route.ts'
import { listenLive, liveSizes, withLive } from './live.ts'
import { watchDelivery } from './live-route.ts'
import { changeModelPolicy } from './model-policy.ts'
import { closePipelinePool } from './pipeline/workers/pipeline-pool.ts'
import { addSource } from './sources.ts'

let database: TestDatabase
let cast: Cast
let fake: FakeAnthropic

beforeAll(async () => {
  fake = await startFakeAnthropic()
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  vi.stubEnv('ANTHROPIC_API_KEY', 'the-operators-key')
  vi.stubEnv('ANTHROPIC_BASE_URL', fake.url)
  cast = await seedPeople()
  const policy = { mode: 'fast', baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null } as const
  await changeModelPolicy(cast.acme, cast.alice.id, policy)
}, 60_000)
afterAll(async () => {
  await Promise.all([fake.stop(), closePipelinePool()])
  await database.drop()
  vi.unstubAllEnvs()
})
beforeEach(() => {
  fake.clear()
  fake.requests.length = 0
})

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

const LOG = [
  '2026-11-20 09:00:01 INFO order 17 accepted',
  '2026-11-20 09:00:02 ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
].join('\n')

/** A signed alert, taken; its work is begun by the test. */
async function send(logs = LOG) {
  const { source, secret } = await addSource(cast.acme, cast.alice.id, { kind: 'standard', name: 'live test' })
  const data = { id: randomUUID(), title: 'Orders fail', severity: 'high', service: 'orders', logs }
  const body = JSON.stringify({ type: 'alert.triggered', data })
  const [id, at] = [`msg_${randomUUID()}`, new Date()]
  const headers = {
    ...standardHeaders(secret, { id, at, body }),
  }
  const request = new Request(`http://localhost/api/hooks/${source.id}`, { method: 'POST', headers, body })
  const { work } = await answerHook(request, source.id)
  const delivery = (await listDeliveries(cast.acme, { limit: 1 })).items[0]
  return { id: delivery?.id ?? '', work: async () => work?.() }
}

const alice = () => ({ tenant: cast.acme, userId: cast.alice.id, role: 'owner' as const })
const bob = () => ({ tenant: cast.acme, userId: cast.bob.id, role: 'viewer' as const })
const charlie = () => ({ tenant: cast.other, userId: cast.charlie.id, role: 'owner' as const })

const eventsOf = (text: string) =>
  [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event = '', data = '']) => ({
    event,
    data: JSON.parse(data) as Record<string, unknown>,
  }))
const namesOf = (text: string) =>
  eventsOf(text).map(({ event, data }) => (event === 'stage' ? String(data.stage) : event))

describe('an alert that is being analyzed', () => {
  it('is shown as it happens to who may analyze: stages, the exact body, drafts, the id', async () => {
    const { id, work } = await send()
    const watched = watchDelivery(alice(), id).then((response) => response.text())
    await work()
    const text = await watched
    expect(namesOf(text)).toEqual(['condensing', 'asking', 'request', 'checking', 'draft', 'storing', 'result'])
    const events = eventsOf(text)
    expect(events.find(({ event }) => event === 'request')?.data.body).toBe(fake.requests[0]?.body.toString('utf8'))
    const [row] = (await listDeliveries(cast.acme, { limit: 1 })).items
    expect(events.at(-1)?.data).toEqual({ id: row?.analysisId })
    expect(liveSizes()).toEqual({ places: 0, listeners: 0, kept: 0 })
  })

  it('is shown from its beginning to who comes late, and as a result to who comes after it', async () => {
    const { id, work } = await send()
    let late = Promise.resolve('')
    const meanwhile: Script = (request) => {
      late = watchDelivery(alice(), id).then((response) => response.text())
      return { reply: groundedReply(request.text), delayMs: 200 }
    }
    fake.script(meanwhile)
    await work()
    expect(namesOf(await late).slice(0, 3)).toEqual(['condensing', 'asking', 'request'])
    expect(namesOf(await (await watchDelivery(alice(), id)).text())).toEqual(['result'])
  })

  it('shows no line of the log to who may only read', async () => {
    const { id, work } = await send()
    const watched = watchDelivery(bob(), id).then((response) => response.text())
    await work()
    const text = await watched
    expect(namesOf(text)).toEqual(['condensing', 'asking', 'checking', 'storing', 'result'])
    expect(text).not.toContain('HikariPool')
  })

  it('is not there for another workspace, by any id, and nothing of it is heard there', async () => {
    const { id, work } = await send()
    const heard: string[] = []
    const stop = listenLive(cast.other, id, { tell: ({ event }) => heard.push(event), end: () => heard.push('end') })
    for (const wrong of [id, randomUUID(), "' or 1=1", '']) {
      await expect(watchDelivery(charlie(), wrong)).rejects.toMatchObject({ status: 404 })
    }
    await work()
    stop()
    expect(heard).toEqual([])
    expect(liveSizes()).toEqual({ places: 0, listeners: 0, kept: 0 })
  })

  it('ends for who is removed from the workspace meanwhile, with nothing more', async () => {
    const { id, work } = await send()
    await admin(`delete from memberships where user_id = '${cast.bob.id}'`)
    const text = await (await watchDelivery(bob(), id)).text()
    expect(text).toBe('')
    await work()
    await admin(
      `insert into memberships (id, tenant_id, user_id, role) values (gen_random_uuid(), '${cast.acme}', '${cast.bob.id}', 'viewer')`,
    )
  })

  it('says so where it ends without an answer', async () => {
    const { id } = await send()
    await admin(`update deliveries set state = 'interrupted', reason = 'process_lost' where id = '${id}'`)
    const [end] = eventsOf(await (await watchDelivery(alice(), id)).text())
    expect(end).toMatchObject({ event: 'problem', data: { status: 404 } })
    expect(String(end?.data.happened)).toContain('interrupted')
  })

  it('goes on when its watcher has gone, and keeps nothing for them', async () => {
    const { id, work } = await send()
    const response = await watchDelivery(alice(), id)
    await response.body?.cancel()
    await work()
    await vi.waitFor(() => expect(liveSizes()).toEqual({ places: 0, listeners: 0, kept: 0 }))
    expect((await listDeliveries(cast.acme, { limit: 1 })).items[0]?.state).toBe('analyzed')
  })
})

describe('the live store', () => {
  const silent = { tell: () => {}, end: () => {} }

  it('is bounded in what it keeps of one analysis; listeners hear the rest', async () => {
    const heard: string[] = []
    const id = randomUUID()
    await withLive(cast.acme, id, async (watch) => {
      const stop = listenLive(cast.acme, id, { tell: ({ event }) => heard.push(event), end: () => heard.push('end') })
      const body = 'x'.repeat(900_000)
      const about = { at: '', purpose: 'analysis', model: '', host: '', bodySha256: '' } as const
      for (let i = 0; i < 4; i++) watch({ event: 'request', data: { ...about, body } })
      expect(liveSizes().kept).toBeLessThan(2 * 1024 * 1024)
      stop()
    })
    expect(heard).toEqual(Array(4).fill('request'))
    expect(liveSizes()).toEqual({ places: 0, listeners: 0, kept: 0 })
  })

  it('is bounded in its listeners, for each workspace', () => {
    const stops = Array.from({ length: 20 }, () => listenLive(cast.acme, randomUUID(), silent))
    expect(() => listenLive(cast.acme, randomUUID(), silent)).toThrow(/Too many pages/)
    listenLive(cast.other, randomUUID(), silent)()
    for (const stop of stops) stop()
    expect(liveSizes()).toEqual({ places: 0, listeners: 0, kept: 0 })
  })

  it('tells the end also of work that failed, and a listener that throws harms nobody', async () => {
    const id = randomUUID()
    const heard: string[] = []
    const throws = () => {
      throw new Error('gone')
    }
    const stops = [
      listenLive(cast.acme, id, { tell: throws, end: throws }),
      listenLive(cast.acme, id, { tell: ({ event }) => heard.push(event), end: () => heard.push('end') }),
    ]
    const work = withLive(cast.acme, id, async (watch) => {
      watch({ event: 'stage', data: { stage: 'asking' } })
      throw new Error('mine')
    })
    await expect(work).rejects.toThrow('mine')
    expect(heard).toEqual(['stage', 'end'])
    for (const stop of stops) stop()
  })
})
