import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { KEEPS_NOTHING, startTestRedis, type TestRedis } from '../../ops/test-redis.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { asRedacted } from '../pipeline/redact/redacted-text.ts'
import { createRateLimits } from '../rate-limits.ts'
import { type AlertJob, DEADLINE_MS } from './alert-job.ts'
import { closeRedis, openRedis, RedisKeeps, redisState, trustedRedis } from './redis.ts'
import { SharedAlertQueue } from './shared-queue.ts'

// The shared queue on a real Redis: what it demands of it, what lies there, and what happens without it.

let database: TestDatabase
let cast: Cast
const servers: TestRedis[] = []
const queues: SharedAlertQueue[] = []
const MARK = `zq${randomBytes(8).toString('hex')}`

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedPeople()
}, 60_000)
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.close()))
  await closeRedis()
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})
afterAll(async () => {
  await database.drop()
  vi.unstubAllEnvs()
})

async function redis(settings: readonly string[] = KEEPS_NOTHING): Promise<TestRedis> {
  const server = await startTestRedis(settings)
  servers.push(server)
  return server
}
async function queueOn({ url }: TestRedis, run: (job: AlertJob) => Promise<void>): Promise<SharedAlertQueue> {
  const queue = new SharedAlertQueue(trustedRedis() ?? (await openRedis(url, false)), url, run)
  queues.push(queue)
  return queue
}
const job = (changes: Partial<AlertJob> = {}): AlertJob => ({
  ...{ tenant: cast.acme, deliveryId: randomUUID(), sourceId: randomUUID(), fetchMore: null },
  received: {
    ...{
      lines: [{ number: 1, text: asRedacted(`ERROR ${MARK}`) }],
      bytesIn: 9,
      redactions: [],
      ruleSet: 'r',
      policy: 'p',
    },
    overrides: [],
  },
  facts: {
    ...{ sourceKind: 'standard', sourceName: 's', title: MARK, service: null, environment: null, severity: 'high' },
    ...{ status: 'firing', startedAt: null, links: [], alerts: 1, hasLog: true },
  },
  deadline: Date.now() + DEADLINE_MS,
  ...changes,
})
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await holds()) return
    await sleep(25)
  }
  throw new Error('it did not come to hold')
}

describe('a Redis', () => {
  it.each([
    ['writes snapshots', ['--save', '60 1'], /snapshots.*set `save ""`/],
    ['writes a log', ['--save', '', '--appendonly', 'yes', '--appenddirname', `a${process.pid}`], /appendonly no/],
    ['evicts', ['--save', '', '--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru'], /noeviction/],
    ['does not show its settings', [...KEEPS_NOTHING, '--rename-command', 'CONFIG', ''], /NO_PERSISTENCE=attested/],
  ])('that %s is refused, with what to do', async (_, settings, line) => {
    const { url } = await redis(settings)
    await expect(openRedis(url, false)).rejects.toThrow(RedisKeeps)
    await closeRedis()
    await expect(openRedis(url, false)).rejects.toThrow(line)
    expect(trustedRedis()).toBeNull()
  })

  it('that does not show its settings is taken where somebody vouches for it, and that is said', async () => {
    const hidden = await redis([...KEEPS_NOTHING, '--rename-command', 'CONFIG', ''])
    await openRedis(hidden.url, true)
    expect(redisState()).toBe('attested')
    await closeRedis()
    // Nobody can vouch for what can be seen to be otherwise.
    await expect(openRedis((await redis(['--save', '60 1'])).url, true)).rejects.toThrow(RedisKeeps)
  })

  it('that comes back as one that keeps is written to no more', async () => {
    const server = await redis()
    const done: string[] = []
    const queue = await queueOn(server, async ({ deliveryId }) => void done.push(deliveryId))
    expect(redisState()).toBe('checked')
    await server.restart(['--save', '60 1'])
    await until(() => redisState() === 'refused')
    const one = job()
    await queue.add(one)
    expect(done).toEqual([one.deliveryId])
    const look = new Redis(server.url)
    expect(await look.keys('lethe:alerts:*-*-*-*-*')).toEqual([])
    look.disconnect()
  })
})

describe('a job in the shared queue', () => {
  it('is sealed, is worked on once, and leaves nothing behind', async () => {
    const server = await redis()
    const opened: string[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const queue = await queueOn(server, async ({ received }) => {
      opened.push(received.lines[0]?.text ?? '')
      await held
    })
    await Promise.all(Array.from({ length: 20 }, () => queue.add(job())))
    await until(() => opened.length > 0)
    const look = new Redis(server.url)
    const all = async () => {
      const hashes = await look.keys('lethe:alerts:*-*-*-*-*')
      return (await Promise.all(hashes.filter((key) => !key.endsWith(':lock')).map((key) => look.hgetall(key)))).map(
        (value) => JSON.stringify(value),
      )
    }
    const lying = await all()
    expect(lying).toHaveLength(20)
    for (const text of lying) {
      expect(text).toContain('v1.')
      expect(text).not.toContain(MARK)
    }
    release()
    await until(async () => (await all()).length === 0)
    look.disconnect()
    expect(opened).toEqual(Array(20).fill(`ERROR ${MARK}`))
  })

  it('that is put in twice is one job; one moved to another delivery or tenant does not open', async () => {
    const server = await redis()
    const done: string[] = []
    const queue = await queueOn(server, async ({ deliveryId }) => void done.push(deliveryId))
    const look = new Redis(server.url)
    await queue.stopTaking()
    const one = job()
    await Promise.all([queue.add(one), queue.add(one)])
    const key = `lethe:alerts:${one.deliveryId}`
    expect(await look.llen('lethe:alerts:wait')).toBe(1)
    const stored = JSON.parse((await look.hget(key, 'data')) ?? '{}') as { tenant: string; sealed: string }
    await look.hset(key, 'data', JSON.stringify({ ...stored, tenant: cast.other }))
    await queueOn(server, async ({ deliveryId }) => void done.push(deliveryId))
    await until(async () => (await look.exists(key)) === 0)
    look.disconnect()
    expect(done).toEqual([])
  })

  it('waits in this process where Redis is away, and none is lost', async () => {
    const server = await redis()
    const done: string[] = []
    const queue = await queueOn(server, async ({ deliveryId }) => void done.push(deliveryId))
    await server.stop()
    await until(() => redisState() === 'away')
    const jobs = Array.from({ length: 5 }, () => job())
    await Promise.all(jobs.map((one) => queue.add(one)))
    expect(done.sort()).toEqual(jobs.map(({ deliveryId }) => deliveryId).sort())
    await server.restart()
    await until(() => redisState() === 'checked')
    const later = job()
    await queue.add(later)
    await until(() => done.includes(later.deliveryId))
  })
})

describe('what is under way when Redis goes', () => {
  /** Asks something that is not answered: this Redis holds everybody up. */
  async function unanswered(server: TestRedis) {
    const client = await openRedis(server.url, false)
    const other = new Redis(server.url)
    await other.call('CLIENT', 'PAUSE', '60000', 'ALL')
    other.disconnect()
    const asked = client.lrange('anything', 0, -1).then(
      () => 'answered',
      () => 'refused',
    )
    await sleep(50)
    return { asked }
  }

  it('is refused when it was killed and has come again: whoever waits goes on', async () => {
    const server = await redis()
    const { asked } = await unanswered(server)
    await server.restart()
    await until(() => redisState() === 'checked')
    expect(await Promise.race([asked, sleep(1_000, 'still under way')])).toBe('refused')
  })

  it('is refused after five seconds where it only says nothing', async () => {
    const server = await redis()
    const { asked } = await unanswered(server)
    expect(await asked).toBe('refused')
  })
})

describe('limits over Redis', () => {
  it('are one for all processes, and go on in memory while it is away', async () => {
    const server = await redis()
    await openRedis(server.url, false)
    const few = { everybody: 100, address: 100, path: 100, account: 100, tenant: 5 }
    const limits = {
      hooks: few,
      analyses: few,
      sign_in: few,
      api: few,
      v1: few,
      channel_test: few,
      disclosure: few,
      agreement: few,
      subscribe: few,
      request: few,
    }
    const [one, other] = [createRateLimits(limits, trustedRedis), createRateLimits(limits, trustedRedis)]
    for (let i = 0; i < 5; i++) await (i % 2 ? one : other).count('hooks', 'tenant', 't')
    await expect(one.count('hooks', 'tenant', 't')).rejects.toMatchObject({ status: 429 })
    await expect(other.count('hooks', 'tenant', 't')).rejects.toMatchObject({ status: 429 })
    await server.stop()
    await until(() => redisState() === 'away')
    await one.count('hooks', 'tenant', 't')
  })
})
