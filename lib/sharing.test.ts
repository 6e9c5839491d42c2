import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedCast } from '../prisma/seed.ts'
import { listAnalyses } from './data/analyses.ts'
import { listAuditEvents } from './data/audit-events.ts'
import { sumEgress } from './data/egress.ts'
import { runSelfTest } from './egress/self-test.ts'
import { streamEgress } from './egress/stream.ts'
import { exportHistory } from './history-export.ts'
import { openKeyRing } from './keyring.ts'
import { closePipelinePool } from './pipeline/workers/pipeline-pool.ts'
import { saveRedactionSettings } from './redaction-policy.ts'
import { allowSharing, openShared, share, unshare } from './sharing.ts'

// What leaves a workspace by a person's hand: a link, a file, a look at what left. Over a real database.

let database: TestDatabase
let cast: Cast
let id: string

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedCast(openKeyRing(`${database.home}/keys`))
  id = (await listAnalyses(cast.acme)).items[0]?.id ?? ''
}, 60_000)
afterAll(async () => {
  await closePipelinePool()
  await database.drop()
  vi.unstubAllEnvs()
})

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

const made = async () => {
  const { link, url } = await share(cast.acme, cast.alice.id, id, { days: 7 })
  return { link, token: url.split('/').at(-1) ?? '' }
}

describe('a link', () => {
  it('opens one analysis without names, counts, and is stored as a hash', async () => {
    const { token } = await made()
    expect(token).toMatch(/^[\w-]{43}$/)
    const shared = await openShared(token)
    expect(shared?.analysis.title).toContain('acmeledger')
    expect(JSON.stringify(shared)).not.toMatch(/alice|createdBy/)
    const rows = await admin<{ row: string; opened: number }>('select s::text as row, opened from share_links s')
    expect(rows.map(({ opened }) => opened)).toEqual([1])
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is told nothing where it is wrong, removed, ended, forbidden or its workspace locked', async () => {
    const { link, token } = await made()
    expect(await openShared(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull()
    expect(await openShared('')).toBeNull()
    await allowSharing(cast.acme, cast.alice.id, { allow: false })
    expect(await openShared(token)).toBeNull()
    await expect(made()).rejects.toThrow('forbids links')
    await allowSharing(cast.acme, cast.alice.id, { allow: true })
    expect(await openShared(token)).not.toBeNull()
    await admin("update tenants set locked_at = now(), erase_after = now() + interval '7 days' where slug = 'acme'")
    expect(await openShared(token)).toBeNull()
    await admin("update tenants set locked_at = null, erase_after = null where slug = 'acme'")
    await expect(unshare(cast.other, cast.charlie.id, link.id)).rejects.toThrow('no such link')
    await unshare(cast.acme, cast.alice.id, link.id)
    expect(await openShared(token)).toBeNull()
    const { token: ended } = await made()
    await admin(
      "update share_links set created_at = now() - interval '8 days', expires_at = now() - interval '1 second'",
    )
    expect(await openShared(ended)).toBeNull()
  })

  it('is made of nobody else’s analysis', async () => {
    await expect(share(cast.other, cast.charlie.id, id, { days: 7 })).rejects.toThrow('no such analysis')
    const actions = (await listAuditEvents(cast.acme, { limit: 100 })).items.map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['analysis.shared', 'analysis.unshared', 'workspace.sharing_changed']),
    )
  })
})

describe('the history as a file', () => {
  it('holds the workspace’s analyses and no other’s', async () => {
    const written = async (format: 'json' | 'csv') => {
      let text = ''
      for await (const part of exportHistory(cast.acme, format)) text += part
      return text
    }
    expect(JSON.parse(await written('json'))).toHaveLength(3)
    const csv = await written('csv')
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    expect(csv).not.toContain('otherdepot')
  })
})

describe('the monitor', () => {
  it('tells what was recorded since, with ids to come back with, and nothing of another workspace', async () => {
    const listen = async (tenant: Cast['acme'], userId: string, since: string) => {
      const reader = streamEgress({ tenant, userId }, since).body?.getReader()
      let text = ''
      while (reader && !/event: operation[^\0]*\n\n$/.test(text))
        text += new TextDecoder().decode((await reader.read()).value)
      await reader?.cancel()
      return text
    }
    const since = new Date(Date.now() - 3_600_000).toISOString()
    const heard = await listen(cast.acme, cast.alice.id, since)
    expect(heard).toMatch(/^id: \d{4}-\S+Z\nevent: ready\n/)
    expect(heard).toMatch(/\n\nid: \d{4}-\S+Z\nevent: operation\ndata: \{"id"/)
    expect(heard).toContain('"measuredBy":"server"')
    const others = await listen(cast.other, cast.charlie.id, since)
    expect(others).not.toContain(id)
  })

  it('sums days from the receipts', async () => {
    const [today] = await sumEgress(cast.acme, 14)
    expect(today).toMatchObject({ day: new Date().toISOString().slice(0, 10), analyses: 3, rawBytesStored: 0 })
    expect(today?.bytesIn).toBeGreaterThan(0)
  })
})

describe('the self-test', () => {
  it('passes under the workspace’s own rules, says where it looked and where not, and is audited', async () => {
    const settings = {
      ...({ ip: 'keep-private', mac: 'keep-private', placeholder: 'typed' } as const),
      patterns: [],
      ...{ fields: ['badge_no'], allowKeep: { pii: false, custom: false } },
    }
    await saveRedactionSettings(cast.acme, cast.alice.id, settings)
    const result = await runSelfTest(cast.acme, cast.alice.id)
    expect(result.examined.flatMap(({ found }) => found)).toEqual([])
    expect(result).toMatchObject({ passed: true, searchWorks: true })
    expect(result.planted).toContain('the field badge_no')
    expect(result.examined.length).toBeGreaterThan(8)
    expect(result.examined.every(({ bytes }) => bytes > 50)).toBe(true)
    expect(result.notExamined.length).toBeGreaterThan(3)
    const [event] = (await listAuditEvents(cast.acme, { limit: 1 })).items
    expect(event).toMatchObject({ action: 'workspace.leak_tested', detail: { passed: true, failed: 0 } })
  })
})
