import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, newAnalysis, poolExhausted, seedCast } from '../prisma/seed.ts'
import { isSignedText } from './audit/ed25519.ts'
import { verifyExport } from './audit/verify-export.ts'
import { createAnalysis, listAnalyses } from './data/analyses.ts'
import { listAuditEvents } from './data/audit-events.ts'
import { findLock } from './data/erasure.ts'
import { EXPORTED } from './data/export-rows.ts'
import { createMembership } from './data/memberships.ts'
import { findRetention } from './data/retention.ts'
import { createSource, findEndpoint } from './data/sources.ts'
import { createWorkspace, listWorkspaces } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { findUser, getOrCreateUser, type User } from './data/users.ts'
import { eraseAccount, requestWorkspaceErasure, sweepErasures, undoWorkspaceErasure } from './erasure.ts'
import { openKeyRing } from './keyring.ts'
import { changeRetention, digestOf, keepOldAnalyses, NOTICE_DAYS, sweepRetention } from './retention.ts'
import { exportOfPerson, exportWorkspace } from './workspace-export.ts'

// What a customer may ask for: keep it shorter, give it to me, erase it. On a real server, as the roles that serve.

const DAY = 86_400_000
let database: TestDatabase
let cast: Cast
let owner: User
let tenant: TenantId

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
}, 60_000)
afterAll(() => database.drop())

let count = 0
beforeEach(async () => {
  count++
  owner = await getOrCreateUser(`owner${count}@rights.test`)
  tenant = await createWorkspace({ userId: owner.id, name: `Rights ${count}`, slug: `rights-${count}` })
})

async function admin<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<Row>(sql).finally(() => client.end())).rows
}

async function analyses(n: number, daysAgo = 0): Promise<string[]> {
  const keyRing = openKeyRing(join(database.home, 'keys'))
  const ids: string[] = []
  for (let i = 0; i < n; i++)
    ids.push(
      await createAnalysis(tenant, newAnalysis(poolExhausted('rights'), { tenant, createdById: owner.id, keyRing })),
    )
  if (daysAgo > 0)
    await admin(
      `update analyses set created_at = created_at - interval '${daysAgo} days', expires_at = expires_at - interval '${daysAgo} days'
       where id in (${ids.map((id) => `'${id}'`).join(',')})`,
    )
  return ids
}
const kept = async () => (await listAnalyses(tenant, { limit: 100 })).items.map(({ id }) => id)
const actions = async () => (await listAuditEvents(tenant, { limit: 100 })).items

describe('retention', () => {
  it('deletes what has reached its end and nothing else, and the audit proves which', async () => {
    const old = await analyses(3, 91)
    const young = await analyses(2, 89)
    expect(await sweepRetention()).toBe(3)
    expect((await kept()).sort()).toEqual([...young].sort())
    const [proof] = (await actions()).filter(({ action }) => action === 'analysis.expired')
    expect(proof?.detail).toEqual({ count: 3, idsSha256: digestOf(old) })
    expect(
      await admin(`select 1 from evidence where analysis_id in (${old.map((id) => `'${id}'`).join(',')})`),
    ).toEqual([])
    expect(await sweepRetention()).toBe(0)
  })

  it('a shorter limit holds for new analyses at once and for old ones after thirty days of notice', async () => {
    const old = await analyses(1, 20)
    await changeRetention(tenant, owner.id, { days: 7 })
    const young = await analyses(1)
    const [row] = await admin<{ days: number }>(
      `select round(extract(epoch from expires_at - created_at) / 86400)::int as days from analyses where id = '${young[0]}'`,
    )
    expect(row?.days).toBe(7)
    await sweepRetention()
    expect(await kept()).toContain(old[0])
    expect((await findRetention(tenant)).announced?.days).toBe(7)
    await admin(
      `update retention_changes set requested_at = now() - interval '31 days', effective_at = now() - interval '1 second'`,
    )
    await sweepRetention()
    expect(await kept()).toEqual(young)
    expect((await findRetention(tenant)).announced).toBeNull()
    expect((await actions()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['workspace.retention_changed', 'workspace.retention_applied', 'analysis.expired']),
    )
  })

  it('the notice can be withdrawn, and a longer limit keeps nothing that was promised to go', async () => {
    const [old] = await analyses(1, 20)
    const now = new Date()
    const changed = await changeRetention(tenant, owner.id, { days: 7 }, now)
    expect(changed.announced?.effectiveAt.getTime()).toBe(now.getTime() + NOTICE_DAYS * DAY)
    expect((await keepOldAnalyses(tenant, owner.id)).announced).toBeNull()
    const before = await admin(`select expires_at from analyses where id = '${old}'`)
    expect((await changeRetention(tenant, owner.id, { days: 365 })).announced).toBeNull()
    expect(await admin(`select expires_at from analyses where id = '${old}'`)).toEqual(before)
  })
})

async function unzipped(parts: AsyncGenerator<Uint8Array>): Promise<Map<string, string>> {
  const chunks: Uint8Array[] = []
  for await (const part of parts) chunks.push(part)
  const files = unzipSync(Buffer.concat(chunks))
  return new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]))
}

describe('an export', () => {
  it('knows every table of a workspace and every column that it leaves out', async () => {
    const tables = await admin<{ name: string; columns: string[] }>(
      `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
       where table_schema = 'public' group by 1 having bool_or(column_name = 'tenant_id') order by 1`,
    )
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(EXPORTED))
    for (const { name, columns } of tables) {
      const omitted: readonly string[] = EXPORTED[name as keyof typeof EXPORTED]
      expect(columns, name).toEqual(expect.arrayContaining([...omitted]))
      const sealed = columns.filter(
        (column) => /sealed|secret|token/.test(column) && !/_until|tokens|_at$/.test(column),
      )
      expect(
        sealed.filter((column) => !omitted.includes(column)),
        name,
      ).toEqual([])
    }
  })

  it('holds all rows, with a manifest whose hashes and counts are right, and nothing of another workspace', async () => {
    await analyses(3)
    await createSource(tenant, {
      kind: 'pagerduty',
      name: '=cmd|x',
      sealedSecret: 'v1.k.i.c',
      sealedToken: null,
      createdById: owner.id,
    })
    const files = await unzipped(exportWorkspace(tenant))
    const manifest: { files: { file: string; sha256: string; rows: number }[] } = JSON.parse(
      files.get('manifest.json') ?? '',
    )
    expect(manifest.files.map(({ file }) => file).sort()).toEqual(
      [...files.keys()].filter((name) => name !== 'manifest.json').sort(),
    )
    for (const { file, sha256, rows } of manifest.files) {
      const text = files.get(file) ?? ''
      expect(createHash('sha256').update(text).digest('hex'), file).toBe(sha256)
      if (file.endsWith('.jsonl')) expect(text.split('\n').filter(Boolean), file).toHaveLength(rows)
    }
    expect(manifest.files.find(({ file }) => file === 'analyses.jsonl')?.rows).toBe(3)
    expect((await verifyExport((files.get('audit-log.jsonl') ?? '').split('\n'))).sound).toBe(true)
    const all = [...files.values()].join('\n')
    expect(all).not.toContain('v1.k.i.c')
    expect(all).not.toContain(cast.acme)
    expect(all).not.toContain(cast.alice.email)
    expect(files.get('sources.csv')).toContain("'=cmd|x")
  })

  it('of a person holds what is theirs and no one else’s', async () => {
    await admin(
      `insert into passkeys (id, user_id, credential_id, public_key, counter, name) values (gen_random_uuid(), '${owner.id}', 'b3duZXI', 'a2V5', 0, 'Laptop')`,
    )
    const files = await unzipped(exportOfPerson(owner.id))
    const person: { person: { email: string }; memberships: unknown[]; auditDetails: unknown[] } = JSON.parse(
      files.get('person.json') ?? '',
    )
    expect(person.person.email).toBe(owner.email)
    expect(person.memberships).toHaveLength(1)
    expect(person.auditDetails).toHaveLength(1)
    expect(files.get('person.json')).not.toContain(cast.alice.id)
    expect(JSON.parse(files.get('passkeys.json') ?? '')).toMatchObject([{ name: 'Laptop', credentialId: 'b3duZXI' }])
  })
})

describe('erasing a workspace', () => {
  it('locks it at once, can be undone within a week, and then opens it as it was', async () => {
    const id = await createSource(tenant, {
      kind: 'pagerduty',
      name: 'a',
      sealedSecret: 'v1.k.i.c',
      sealedToken: null,
      createdById: owner.id,
    })
    await expect(requestWorkspaceErasure(tenant, owner.id, { name: 'Other', when: 'now' })).rejects.toMatchObject({
      status: 422,
    })
    const { lock } = await requestWorkspaceErasure(tenant, owner.id, { name: `Rights ${count}`, when: 'in_a_week' })
    expect(lock && lock.eraseAfter.getTime() - lock.lockedAt.getTime()).toBe(7 * DAY)
    expect(await findEndpoint(id)).toBeNull()
    expect(await sweepErasures()).toBe(0)
    await undoWorkspaceErasure(tenant, owner.id)
    expect(await findLock(tenant)).toBeNull()
    expect((await findEndpoint(id))?.tenant).toBe(tenant)
  })

  it('leaves no row of it in any table, a signed tombstone, and every other workspace as it was', async () => {
    await analyses(2)
    const reader = await getOrCreateUser(`reader${count}@rights.test`)
    await createMembership(tenant, { userId: reader.id, role: 'viewer' })
    await createMembership(tenant, { userId: cast.bob.id, role: 'viewer' })
    const others = await admin<{ n: string }>(`select count(*) as n from analyses where tenant_id <> '${tenant}'`)
    await requestWorkspaceErasure(tenant, owner.id, { name: `Rights ${count}`, when: 'in_a_week' })
    await admin(`update tenants set erase_after = now() - interval '1 second' where id = '${tenant}'`)
    expect(await sweepErasures()).toBe(1)
    for (const table of Object.keys(EXPORTED))
      expect(await admin(`select 1 from ${table} where tenant_id = '${tenant}'`), table).toEqual([])
    expect(await admin(`select 1 from tenants where id = '${tenant}'`)).toEqual([])
    expect(await admin(`select count(*) as n from analyses where tenant_id <> '${tenant}'`)).toEqual(others)
    // Who belongs to no other workspace goes too; who does stays.
    expect(await findUser(owner.id)).toBeNull()
    expect(await findUser(reader.id)).toBeNull()
    expect(await findUser(cast.bob.id)).not.toBeNull()
    const [stone] = await admin<{
      id: string
      counts: Record<string, number>
      erased_at: Date
      public_key: string
      signature: string
    }>(`select * from tombstones where erased_id = '${tenant}'`)
    expect(stone?.counts).toMatchObject({ analyses: 2, memberships: 3, people: 2 })
    const sorted = Object.entries(stone?.counts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
    const said = (counts: unknown) =>
      ['lethe-tombstone-v1', stone?.id, tenant, stone?.erased_at.toISOString(), JSON.stringify(counts)].join('\n')
    const signed = { publicKey: stone?.public_key ?? '', signature: stone?.signature ?? '' }
    expect(isSignedText(said(sorted), signed)).toBe(true)
    expect(isSignedText(said([['analyses', 0]]), signed)).toBe(false)
  })

  it('before its time does nothing, whoever calls', async () => {
    const client = new pg.Client({ connectionString: database.doorUrl })
    await client.connect()
    expect((await client.query(`select * from door.erase_workspace('${cast.acme}')`)).rows).toEqual([])
    expect((await client.query(`select * from door.erase_person('${cast.alice.id}')`)).rows).toEqual([])
    await client.end()
    expect(await findUser(cast.alice.id)).not.toBeNull()
  })
})

describe('erasing an account', () => {
  it('is refused with the reason while others depend on its only owner', async () => {
    await createMembership(tenant, { userId: cast.bob.id, role: 'member' })
    await expect(eraseAccount({ userId: owner.id, email: owner.email }, { email: owner.email })).rejects.toMatchObject({
      status: 409,
    })
    await expect(eraseAccount({ userId: owner.id, email: owner.email }, { email: 'x@y.z' })).rejects.toMatchObject({
      status: 422,
    })
    expect(await listWorkspaces(owner.id)).toHaveLength(1)
  })

  it('takes the person out of the audit details and leaves the chain whole and the analyses with the workspace', async () => {
    const guest = await getOrCreateUser(`guest${count}@rights.test`)
    await createMembership(tenant, { userId: guest.id, role: 'admin' })
    await changeRetention(tenant, guest.id, { days: 400 })
    const ids = await analyses(1)
    await admin(`update analyses set created_by_id = '${guest.id}' where id = '${ids[0]}'`)
    const erased = await eraseAccount({ userId: guest.id, email: guest.email }, { email: guest.email.toUpperCase() })
    expect(erased.counts).toMatchObject({ people: 1, audit_details: 1 })
    expect(await findUser(guest.id)).toBeNull()
    expect(await kept()).toEqual(ids)
    const files = await unzipped(exportWorkspace(tenant))
    expect([...files.values()].join('\n')).not.toContain(guest.id)
    expect(await verifyExport((files.get('audit-log.jsonl') ?? '').split('\n'))).toMatchObject({
      sound: true,
      erased: 1,
    })
  })

  it('whose last workspace is erased with it is named nowhere else either', async () => {
    const elsewhere = await createWorkspace({ userId: cast.alice.id, name: 'Else', slug: `else-${count}` })
    await createMembership(elsewhere, { userId: owner.id, role: 'admin' })
    await changeRetention(elsewhere, owner.id, { days: 400 })
    // Left first, so that the person goes with the workspace of their own.
    await admin(`update memberships set created_at = created_at - interval '1 day' where tenant_id = '${elsewhere}'`)
    await eraseAccount({ userId: owner.id, email: owner.email }, { email: owner.email })
    expect(await findUser(owner.id)).toBeNull()
    expect(await admin(`select 1 from audit_details where detail like '%${owner.id}%'`)).toEqual([])
  })

  it('of somebody alone in a workspace erases the workspace with it', async () => {
    await eraseAccount({ userId: owner.id, email: owner.email }, { email: owner.email })
    expect(await findUser(owner.id)).toBeNull()
    expect(await admin(`select 1 from tenants where id = '${tenant}'`)).toEqual([])
  })
})
