import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseEnv } from '../../lib/env.ts'
import { ensureKeyRing } from '../../lib/keyring.ts'
import { diagnose } from '../operator/doctor.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { startTestRedis } from '../test-redis.ts'
import { checkCoreDumps, checkSwap } from './house-checks.ts'

let database: TestDatabase
let home: string

beforeAll(async () => {
  database = await createTestDatabase()
  home = mkdtempSync(join(tmpdir(), 'lethe-doctor-'))
  ensureKeyRing(join(home, 'keys'))
})
afterAll(async () => {
  rmSync(home, { recursive: true, force: true })
  await database.drop()
})

/** Nobody is asked: a Slack that is nobody's, on a port where nothing listens. */
const settings = (more: Record<string, string> = {}) =>
  parseEnv({
    LETHE_HOME: home,
    DATABASE_URL: database.ownerUrl,
    SLACK_API_URL: 'http://127.0.0.1:9',
    ...more,
  })
const find = async (name: string, more: Record<string, string> = {}) =>
  (await diagnose(settings(more))).find((finding) => finding.name === name)

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

describe('lethe doctor', () => {
  it('finds a new installation good, and says what is not used', async () => {
    const found = await diagnose(settings())
    const states = Object.fromEntries(found.map(({ name, state }) => [name, state]))
    expect(states).toMatchObject({
      keys: 'good',
      database: 'good',
      migrations: 'good',
      roles: 'good',
      'row security': 'good',
      clock: 'good',
      redis: 'skipped',
      model: 'skipped',
      address: 'skipped',
      mail: 'warning',
      slack: 'warning',
    })
  })

  it('names a table whose row security was switched off', async () => {
    await asAdmin('alter table analyses no force row level security')
    expect(await find('row security')).toMatchObject({ state: 'bad', says: 'Row security is not forced on analyses.' })
    await asAdmin('alter table analyses force row level security')
    expect(await find('row security')).toMatchObject({ state: 'good' })
  })

  it('names a migration that is missing and one that has failed', async () => {
    await asAdmin('update _prisma_migrations set rolled_back_at = now() where migration_name like $$%_house$$')
    expect(await find('migrations')).toMatchObject({ state: 'bad', says: expect.stringContaining('_house') })
    await asAdmin(
      'update _prisma_migrations set rolled_back_at = null, finished_at = null where migration_name like $$%_house$$',
    )
    expect(await find('migrations')).toMatchObject({ state: 'bad', says: expect.stringContaining('has failed') })
    await asAdmin('update _prisma_migrations set finished_at = now() where finished_at is null')
  })

  it('names keys that others may read, a database that is away, a Redis that keeps', async () => {
    chmodSync(join(home, 'keys', 'ring.json'), 0o644)
    expect(await find('keys')).toMatchObject({ state: 'bad', says: expect.stringContaining('Others may read') })
    chmodSync(join(home, 'keys', 'ring.json'), 0o600)
    const away = database.ownerUrl.replace(/:\d+\//, ':9/')
    expect(await find('database', { DATABASE_URL: away })).toMatchObject({ state: 'bad' })
    const keeps = await startTestRedis(['--save', '60 1', '--appendonly', 'no'])
    try {
      const found = await find('redis', { REDIS_URL: keeps.url })
      expect(found).toMatchObject({ state: 'bad', says: expect.stringContaining('writes snapshots to disk') })
    } finally {
      await keeps.stop()
    }
  })

  it('sees a mail server that is away, a certificate that cannot be had, a key in front of nobody', async () => {
    const found = await diagnose(
      settings({
        SMTP_URL: 'smtp://user:word@127.0.0.1:9',
        LETHE_URL: 'https://localhost:9',
        ANTHROPIC_API_KEY: 'none',
        ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
      }),
    )
    const states = Object.fromEntries(found.map(({ name, state }) => [name, state]))
    expect(states).toMatchObject({ mail: 'bad', address: 'bad', model: 'bad' })
    expect(JSON.stringify(found)).not.toContain('user:word')
  })

  it('reads what the system says of swap and core dumps', () => {
    expect(checkSwap('Filename Type Size\n')).toMatchObject({ state: 'good' })
    expect(checkSwap('Filename Type Size\n/dev/sda2 partition 1000\n')).toMatchObject({ state: 'warning' })
    expect(checkSwap(null)).toMatchObject({ state: 'skipped' })
    expect(checkCoreDumps('Max core file size        0                    unlimited  bytes')).toMatchObject({
      state: 'good',
    })
    expect(checkCoreDumps('Max core file size        unlimited            unlimited  bytes')).toMatchObject({
      state: 'warning',
    })
  })
})
