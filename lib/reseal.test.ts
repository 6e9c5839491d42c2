import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedCast } from '../prisma/seed.ts'
import { listAnalyses } from './data/analyses.ts'
import { createChannel } from './data/channels.ts'
import { saveModelKey, saveModelPolicy } from './data/model-policies.ts'
import { createRedactionValues } from './data/redaction-values.ts'
import { listSealKeys, listStaleSeals, NEVER_RESEALED, SEALED } from './data/seals.ts'
import { createSource, rotateSourceSecret } from './data/sources.ts'
import { ensureKeyRing, type KeyRing, openKeyRing } from './keyring.ts'
import { lostKeys, resealStale } from './reseal.ts'

let database: TestDatabase
let cast: Cast
let folder: string
let before: KeyRing
let sourceId: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'lethe-reseal-'))
  vi.stubEnv('LETHE_HOME', folder)
  before = ensureKeyRing(join(folder, 'keys'))
  cast = await seedCast(before)
  const seal = (field: string, text: string) => before.seal(text, { tenant: cast.acme, field })
  const by = { createdById: cast.alice.id }
  sourceId = await createSource(cast.acme, {
    ...{ kind: 'standard', name: 's', ...by, sealedSecret: seal('source.secret', 'one') },
    sealedToken: seal('source.token', 'token'),
  })
  await rotateSourceSecret(cast.acme, sourceId, seal('source.secret', 'two'), new Date(Date.now() + 60_000))
  await createChannel(cast.acme, {
    ...{ kind: 'slack_webhook', name: 'c', ...by, sealedAddress: seal('channel.address', 'there') },
  })
  await createRedactionValues(cast.acme, { label: 'l', count: 1, ...by, sealed: seal('redaction.values', '["x"]') })
  const limits = { monthlyTokens: null, monthlyMicroUsd: null }
  await saveModelPolicy(cast.acme, { mode: 'fast', baseUrl: null, ...limits })
  await saveModelKey(cast.acme, seal('model.key', 'key'))
}, 60_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

async function admin<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<Row>(sql).finally(() => client.end())).rows
}

const lethe = (...args: string[]) => spawnSync('bin/lethe', ['keys', ...args], { encoding: 'utf8' })

describe('what is sealed', () => {
  it('stands in one list, which the database agrees with', async () => {
    const columns = await admin<{ place: string }>(
      "select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public' and column_name like '%sealed%' order by 1",
    )
    const named = [...SEALED.map(({ table, column }) => `${table}.${column}`), ...NEVER_RESEALED]
    expect(named.sort()).toEqual(columns.map(({ place }) => place))
  })

  it('is sealed anew after a rotation, opens as before, and is looked at no more', async () => {
    const [old] = await listSealKeys()
    expect(old?.keyId).toBe(before.currentKeyId)
    const rotated = lethe('rotate')
    expect([rotated.status, rotated.stderr]).toEqual([0, ''])
    const after = openKeyRing(join(folder, 'keys'))
    expect(after.currentKeyId).not.toBe(before.currentKeyId)
    expect(lethe('list').stdout).toBe(`${before.currentKeyId}\n${after.currentKeyId}  current\n`)
    for (const [, secret] of JSON.stringify(after).matchAll(/"secret":"([^"]+)"/g))
      expect(rotated.stdout).not.toContain(secret)

    expect(await listStaleSeals(after.currentKeyId, 10)).toHaveLength(2)
    expect(await resealStale(after)).toBe(old?.values)
    expect(await listSealKeys()).toEqual([{ keyId: after.currentKeyId, values: old?.values }])
    expect(await resealStale(after)).toBe(0)
    const [source] = await admin<Record<string, string>>(`select * from sources where id = '${sourceId}'`)
    const open = (sealed: string | undefined, field: string) =>
      after.open(sealed ?? '', { tenant: cast.acme, field }).toString()
    expect(open(source?.sealed_secret, 'source.secret')).toBe('two')
    expect(open(source?.previous_sealed_secret, 'source.secret')).toBe('one')
    expect(open(source?.sealed_token, 'source.token')).toBe('token')
    expect((await listAnalyses(cast.acme)).items).toHaveLength(3)
  })

  it('under a key that is lost is named, with how much, and left as it is', async () => {
    const other = mkdtempSync(join(tmpdir(), 'lethe-reseal-other-'))
    try {
      const ring = ensureKeyRing(join(other, 'keys'))
      const [used] = await listSealKeys()
      expect(await lostKeys(ring)).toEqual([
        `The key ring has no key ${used?.keyId}: ${used?.values} sealed values of this database cannot be opened. Restore it from your backup of the keys.`,
      ])
      copyFileSync(join(folder, 'keys/ring.json'), join(other, 'keys/ring.json'))
      expect(await lostKeys(openKeyRing(join(other, 'keys')))).toEqual([])
    } finally {
      rmSync(other, { recursive: true, force: true })
    }
  })
})
