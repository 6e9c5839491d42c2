import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'

// What the database says of itself: no table of tenants may lack its guards, whoever adds it.

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
}, 60_000)
afterAll(() => database.drop())

async function admin(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows
}

/** Models that belong to no tenant, and why. Everything else must be guarded. */
const WITHOUT_TENANT = {
  tenants: 'is the tenant; guarded by its own id',
  users: 'people have several workspaces; the app sees those who share one',
  sessions: 'found by token before a tenant is known; door functions only',
  known_devices: 'belong to people; door functions only',
  sign_in_links: 'nobody is signed in yet; door functions only',
  breaches: 'worked off by staff of the operator; functions of schema staff only',
  passkeys: 'belong to people; door functions only',
  recovery_codes: 'belong to people; door functions only',
  consents: 'belong to people; door functions only',
  accounts: 'belong to people; door functions only',
  staff_accounts: 'staff belong to the operator; functions of schema staff only',
  staff_events: 'what staff did, a chain of the operator; functions of schema staff only',
  staff_links: 'ways in for staff; functions of schema staff only',
  staff_passkeys: 'of staff; functions of schema staff only',
  staff_sessions: 'of staff; functions of schema staff only',
  agreements: 'from buyers without an account; functions of schemas door and staff only',
  subscribers: 'people without an account who want to be told of changes; door functions only',
  subscriber_requests: 'addresses that nobody has confirmed yet; door functions only',
  notices: 'what subscribers and signers are told; functions of schemas door and staff only',
  announced_lists: 'lists of subprocessors as they were told; functions of schema staff only',
  notice_deliveries: 'mails to subscribers and signers; functions of schemas door and staff only',
  notice_links: 'links of those mails; door functions only',
  objections: 'of signers, who are of no workspace; functions of schemas door and staff only',
  request_wishes: 'requests of people without an account that nobody has confirmed yet; door functions only',
  requests: 'what people without an account ask of the operator; functions of schemas door and staff only',
  request_notes: 'of staff, on requests; functions of schema staff only',
  request_mails: 'mails to who asked; functions of schemas door and staff only',
  advisories: 'of weaknesses, for everybody once published; functions of schemas door and staff only',
  advisory_corrections: 'of advisories; functions of schemas door and staff only',
  countersigners: 'who signs for the operator; functions of schemas door and staff only',
  questionnaires: 'from buyers, answered by staff; functions of schema staff only',
  questionnaire_questions: 'from buyers, answered by staff; functions of schema staff only',
  disclosures: 'from people without an account; door functions only',
  tombstones: 'of workspaces and people that are gone; door functions only',
  _prisma_migrations: 'the owner alone reads it',
}

describe('the catalog', () => {
  const tables = () =>
    admin(`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
             exists(select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as tenant,
             exists(select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indnkeyatts = 2
               and (select array_agg(a.attname::text order by a.attname) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum = any(i.indkey)) = array['id', 'tenant_id']) as keyed,
             (select array_agg(pg_get_expr(p.polqual, p.polrelid) || ' / ' || pg_get_expr(p.polwithcheck, p.polrelid))
              from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation') as policy
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`)

  it('has no table without a tenant but the named ones', async () => {
    const without = (await tables()).filter(({ tenant }) => !tenant).map(({ name }) => name)
    expect(without).toEqual(Object.keys(WITHOUT_TENANT).sort())
  })

  it('forces row security on every table with a tenant, by the one rule, and keys it by (id, tenant_id)', async () => {
    const rule = "(tenant_id = (NULLIF(current_setting('lethe.tenant_id'::text, true), ''::text))::uuid)"
    const withTenantId = (await tables()).filter(({ tenant }) => tenant)
    expect(withTenantId.length).toBeGreaterThan(3)
    for (const { name, ...guards } of withTenantId) {
      expect(guards, String(name)).toEqual({
        enabled: true,
        forced: true,
        tenant: true,
        keyed: true,
        policy: [`${rule} / ${rule}`],
      })
    }
  })

  it('would notice a table with a tenant that lacks a guard', async () => {
    await admin('create table planted (id uuid primary key, tenant_id uuid not null)')
    const found = (await tables()).find(({ name }) => name === 'planted')
    await admin('drop table planted')
    expect(found).toEqual({ name: 'planted', enabled: false, forced: false, tenant: true, keyed: false, policy: null })
  })

  it('lets a foreign key between tables of tenants include the tenant', async () => {
    const loose = await admin(`
      select c.conname as name from pg_constraint c
      where c.contype = 'f' and not exists (
        select from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'tenant_id')
      and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'tenant_id')`)
    expect(loose).toEqual([])
  })

  it('switches row security on for every table with rows of people', async () => {
    const open = (await tables()).filter(({ enabled }) => !enabled).map(({ name }) => name)
    expect(open).toEqual(['_prisma_migrations'])
  })

  it('knows a tenant or a reason for every model of schema.prisma', () => {
    const schema = readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')
    const models = [...schema.matchAll(/^model \w+ \{[\s\S]*?^\}/gm)].map(([text]) => text)
    expect(models.length).toBeGreaterThan(8)
    for (const text of models) {
      const table = /@@map\("(\w+)"\)/.exec(text)?.[1] ?? ''
      if (table in WITHOUT_TENANT) continue
      expect(text).toMatch(/^ {2}tenantId +String +@map\("tenant_id"\) @db\.Uuid/m)
      expect(text).toMatch(/@@(unique|id)\(\[id, tenantId\]\)/)
    }
  })
})
