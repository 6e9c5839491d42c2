import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, newAnalysis, poolExhausted, seedCast } from '../../prisma/seed.ts'
import { openKeyRing } from '../keyring.ts'
import { createAnalysis } from './analyses.ts'
import { withTenant } from './prisma.ts'
import { UNSCOPED_CALLS } from './unscoped.ts'

// What we claim is "a missing WHERE does not leak". Everything here runs as the roles that serve people, on a real server.

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
}, 60_000)
afterAll(() => database.drop())

/** Rows, or the SQLSTATE of a refusal. */
async function as(url: string, sql: string, before = ''): Promise<Record<string, unknown>[] | string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    if (before) await client.query(before)
    return (await client.query<Record<string, unknown>>(sql)).rows
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)
  } finally {
    await client.end()
  }
}
const admin = async (sql: string) => {
  const rows = await as(database.adminUrl, sql)
  if (typeof rows === 'string') throw new Error(rows)
  return rows
}

describe('a query without a WHERE', () => {
  it("sees Acme's rows and no other's", async () => {
    const seen = await withTenant(cast.acme, async (tx) => ({
      tenants: await tx.tenant.findMany(),
      analyses: await tx.analysis.findMany(),
      evidence: await tx.evidence.findMany(),
      memberships: await tx.membership.findMany(),
      audit: await tx.auditEvent.findMany(),
      people: await tx.user.findMany({ select: { email: true } }),
    }))
    expect(seen.tenants.map(({ id }) => id)).toEqual([cast.acme])
    expect(seen.analyses).toHaveLength(3)
    expect(seen.people.map(({ email }) => email).sort()).toEqual(['alice@acme.test', 'bob@acme.test'])
    for (const row of [...seen.analyses, ...seen.evidence, ...seen.memberships, ...seen.audit]) {
      expect(row.tenantId).toBe(cast.acme)
    }
    expect(
      JSON.stringify(seen, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(MARKERS.other)
  })

  it('sees nothing outside a unit of work', async () => {
    for (const table of [
      'tenants',
      'memberships',
      'analyses',
      'evidence',
      'audit_events',
      'audit_details',
      'audit_heads',
    ]) {
      expect(await as(database.appUrl, `select 1 from ${table}`), table).toEqual([])
    }
    expect(await as(database.appUrl, 'select id from users')).toEqual([])
  })

  it("deletes and changes nothing of another tenant's", async () => {
    const others = await admin(`select count(*)::int as n from analyses where tenant_id = '${cast.other}'`)
    await withTenant(cast.acme, async (tx) => {
      expect((await tx.analysis.deleteMany({ where: { tenantId: cast.other } })).count).toBe(0)
      expect(
        (await tx.membership.updateMany({ where: { tenantId: cast.other }, data: { role: 'viewer' } })).count,
      ).toBe(0)
      expect((await tx.tenant.updateMany({ where: { id: cast.other }, data: { name: 'taken' } })).count).toBe(0)
    })
    expect(await admin(`select count(*)::int as n from analyses where tenant_id = '${cast.other}'`)).toEqual(others)
  })

  it("cannot write into another tenant, nor hang evidence on another's analysis", async () => {
    const [foreign] = await admin(`select id from analyses where tenant_id = '${cast.other}' limit 1`)
    const place = { causeIndex: 0, position: 90, line: 1, template: 'x', count: 1, lineHash: 'a'.repeat(64) }
    const analysisId = String(foreign?.id)
    await expect(
      withTenant(cast.acme, (tx) => tx.evidence.create({ data: { ...place, analysisId, tenantId: cast.other } })),
    ).rejects.toMatchObject({ code: 'P2039', meta: { driverAdapterError: { cause: { code: '42501' } } } })
    await expect(
      withTenant(cast.acme, (tx) => tx.evidence.create({ data: { ...place, analysisId, tenantId: cast.acme } })),
    ).rejects.toMatchObject({ code: 'P2003' })
  })
})

describe('an undefined tenant', () => {
  it('throws in every kind of statement instead of meaning everybody', async () => {
    const nobody = undefined as unknown as string
    const where = { tenantId: nobody }
    await withTenant(cast.acme, async (tx) => {
      const attempts = [
        () => tx.analysis.findMany({ where }),
        () => tx.analysis.findFirst({ where }),
        () => tx.analysis.count({ where }),
        () => tx.analysis.deleteMany({ where }),
        () => tx.membership.updateMany({ where, data: { role: 'viewer' } }),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/undefined/)
    })
  })
})

describe('the tenant setting', () => {
  it('does not leak between 200 units of work on few connections', async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const tenant = index % 2 === 0 ? cast.acme : cast.other
        return withTenant(tenant, async (tx) => {
          const rows = await tx.analysis.findMany({ select: { tenantId: true } })
          return rows.length === 3 && rows.every((row) => row.tenantId === tenant)
        })
      }),
    )
    expect(results.every(Boolean)).toBe(true)
  })

  it('is undone with the work when a unit fails', async () => {
    const ring = openKeyRing(join(database.home, 'keys'))
    const title = 'Made and undone'
    await expect(
      withTenant(cast.acme, async () => {
        const made = poolExhausted(MARKERS.acme, { title })
        await createAnalysis(cast.acme, newAnalysis(made, { tenant: cast.acme, createdById: null, keyRing: ring }))
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await admin(`select 1 from analyses where title = '${title}'`)).toEqual([])
  })

  it('cannot change inside a unit of work', async () => {
    await expect(withTenant(cast.acme, () => withTenant(cast.other, async () => 1))).rejects.toThrow(/one tenant/)
  })
})

describe('the door', () => {
  it('can read, change or list no table', async () => {
    const tables = await admin(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
    )
    expect(tables.length).toBeGreaterThan(8)
    for (const { name } of tables) {
      expect(await as(database.doorUrl, `select 1 from ${name}`), String(name)).toBe('42501')
      expect(await as(database.doorUrl, `delete from ${name}`), String(name)).toBe('42501')
    }
  })

  it('may execute exactly the functions that unscoped.ts names, and nobody else may', async () => {
    const granted = await admin(`
      select p.proname as name, has_function_privilege('lethe_door', p.oid, 'execute') as door,
             has_function_privilege('lethe_app', p.oid, 'execute') as app,
             has_function_privilege('public', p.oid, 'execute') as everybody,
             p.prosecdef as definer, p.proconfig as config
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('door', 'public') order by 1`)
    expect(granted.map(({ name }) => name)).toEqual(Object.keys(UNSCOPED_CALLS).sort())
    for (const { name, ...rights } of granted) {
      expect(rights, String(name)).toEqual({
        door: true,
        app: false,
        everybody: false,
        definer: true,
        config: ['search_path=pg_catalog, pg_temp'],
      })
    }
  })

  it('has nothing to do with taking down deliveries: the app does, as itself and under row security', async () => {
    const granted = await admin(`
      select distinct has_function_privilege('lethe_door', p.oid, 'execute') as door,
             has_function_privilege('lethe_app', p.oid, 'execute') as app,
             has_function_privilege('public', p.oid, 'execute') as everybody, p.prosecdef as definer
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'alerts'`)
    expect(granted).toEqual([{ door: false, app: true, everybody: false, definer: false }])
  })

  it('leaves no setting behind in its connection', async () => {
    const call = `select * from door.list_workspaces('${cast.alice.id}')`
    const read =
      "select current_setting('lethe.door_user', true) as person, current_setting('lethe.tenant_id', true) as tenant"
    const rows = await as(
      database.doorUrl,
      `${read} `,
      `begin; ${call}; select * from door.create_workspace('${cast.alice.id}', 'T', 'settings-test')`,
    )
    expect(rows).toEqual([{ person: '', tenant: '' }])
  })
})

describe('the app role', () => {
  it('cannot read sessions, links, accounts or migrations, nor what it need not know of a person', async () => {
    for (const table of ['sessions', 'sign_in_links', 'accounts', '_prisma_migrations']) {
      expect(await as(database.appUrl, `select 1 from ${table}`), table).toBe('42501')
    }
    expect(await as(database.appUrl, 'select email_verified_at from users')).toBe('42501')
  })

  it('cannot change the audit, rewrite an analysis, make a tenant or switch row security off', async () => {
    const set = `select set_config('lethe.tenant_id', '${cast.acme}', false)`
    for (const sql of [
      "update audit_events set action = 'x'",
      'delete from audit_events',
      "update analyses set title = 'x'",
      'delete from tenants',
      `insert into tenants (id, slug, name) values ('${cast.acme}', 'x', 'x')`,
      "update tenants set slug = 'x'",
      'alter table analyses disable row level security',
      'set role lethe_owner',
      'select * from door.find_user(gen_random_uuid())',
      'create table mine (id int)',
      'truncate analyses',
    ]) {
      expect(await as(database.appUrl, sql, set), sql).toBe('42501')
    }
  })

  it('gains nothing by the setting that the owner’s functions use', async () => {
    const set = `select set_config('lethe.door_user', '${cast.alice.id}', false)`
    expect(await as(database.appUrl, 'select 1 from memberships', set)).toEqual([])
    expect(await as(database.appUrl, 'select 1 from tenants', set)).toEqual([])
  })

  it('is, like the door, no superuser and cannot bypass row security', async () => {
    expect(
      await admin(
        "select 1 from pg_roles where rolname in ('lethe_app', 'lethe_door', 'lethe_owner') and (rolsuper or rolbypassrls)",
      ),
    ).toEqual([])
  })
})

describe('the owner', () => {
  it('obeys row security too: without a tenant it sees no row of one', async () => {
    for (const table of [
      'tenants',
      'memberships',
      'analyses',
      'evidence',
      'audit_events',
      'audit_details',
      'audit_heads',
    ]) {
      expect(await as(database.ownerUrl, `select 1 from ${table}`), table).toEqual([])
    }
  })
})
