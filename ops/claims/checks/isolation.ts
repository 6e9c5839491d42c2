import pg from 'pg'
import { fill, listRoutes } from '../../../e2e/route-list.ts'
import { withTenant } from '../../../lib/data/prisma.ts'
import { roleUrl } from '../../../lib/env.ts'
import { can } from '../../../lib/permissions.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'
import type { World } from '../world.ts'

// Workspaces apart: asked of the database as its serving roles, and of a running server as an outsider.

const TENANT_TABLES = `select c.relname::text as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
  (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation') as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and a.attnotnull order by 1`

interface Guarded {
  name: string
  enabled: boolean
  forced: boolean
  policies: number
}

async function asRole<Row extends pg.QueryResultRow>(
  world: World,
  role: 'lethe_app' | 'lethe_door',
  sql: string,
): Promise<Row[] | string> {
  const { addresses, ring } = await world.stack()
  const client = new pg.Client({ connectionString: roleUrl(addresses.adminUrl, role, ring) })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'error') : 'error'
  } finally {
    await client.end()
  }
}

const NOWHERE = '00000000-0000-4000-8000-000000000000'
const memberApis = () => listRoutes().filter(({ audience, kind }) => audience === 'member' && kind === 'api')

export const isolationChecks: Record<string, Check> = {
  'isolation.rows': check({
    read: async (world) => {
      const { cast } = await world.stack()
      const rows = await withTenant(cast.acme, async (tx) => [
        ...(await tx.analysis.findMany({ select: { tenantId: true } })),
        ...(await tx.evidence.findMany({ select: { tenantId: true } })),
        ...(await tx.membership.findMany({ select: { tenantId: true } })),
        ...(await tx.auditEvent.findMany({ select: { tenantId: true } })),
      ])
      return { own: cast.acme as string, other: cast.other as string, rows: rows.map(({ tenantId }) => tenantId) }
    },
    judge: ({ own, rows }) => judgeEach(rows, (tenant) => tenant !== own && 'A row of another workspace was read.'),
    spoil: async (subject, world) => {
      // The owner of the tables sees what is there to be leaked.
      const rows = await world.query<{ tenant: string }>('select tenant_id::text as tenant from analyses')
      return { ...subject, rows: rows.map(({ tenant }) => tenant) }
    },
  }),
  'isolation.none': check({
    read: async (world) => {
      const tables = await world.query<Guarded>(TENANT_TABLES)
      return Promise.all(
        tables.map(async ({ name }) => ({
          name,
          seen: await asRole<{ n: number }>(world, 'lethe_app', `select count(*)::int as n from "${name}"`),
        })),
      )
    },
    judge: (tables) =>
      judgeEach(
        tables,
        ({ name, seen }) => typeof seen !== 'string' && seen[0]?.n !== 0 && `${name} shows rows without a workspace.`,
      ),
    spoil: (tables) => withFirst(tables, ({ name }) => ({ name, seen: [{ n: 3 }] })),
  }),
  'isolation.policies': check({
    read: (world) => world.query<Guarded>(TENANT_TABLES),
    judge: (tables) => ({
      ...judgeEach(
        tables,
        ({ name, enabled, forced, policies }) => !(enabled && forced && policies === 1) && `${name} lacks its guard.`,
      ),
      figures: { tables: tables.length },
    }),
    spoil: async (_, world) => {
      await world.query('alter table evidence no force row level security')
      try {
        return await world.query<Guarded>(TENANT_TABLES)
      } finally {
        await world.query('alter table evidence force row level security')
      }
    },
  }),
  'isolation.keys': check({
    read: (world) =>
      world.query<{ name: string; columns: string[] }>(`select k.conname::text as name,
        array(select a.attname::text from unnest(k.conkey) u join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u) as columns
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
        where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
          and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id')`),
    judge: (keys) =>
      judgeEach(
        keys,
        ({ name, columns }) => !columns.includes('tenant_id') && `${name} can point into another workspace.`,
      ),
    spoil: (keys) => withFirst(keys, (key) => ({ ...key, columns: ['id'] })),
  }),
  'isolation.roles': check({
    read: (world) =>
      world.query<{
        name: string
        free: boolean
        owns: number
      }>(`select r.rolname::text as name, (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb) as free,
        (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns
        from pg_roles r where r.rolname in ('lethe_app', 'lethe_door')`),
    judge: (roles) =>
      judgeEach(roles, ({ name, free, owns }) => (free || owns > 0) && `${name} may go around the rules.`),
    spoil: (roles) => withFirst(roles, (role) => ({ ...role, free: true })),
  }),
  'isolation.door': check({
    read: async (world) => {
      const tables = await world.query<{ name: string }>(
        "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
      )
      return Promise.all(
        tables.map(async ({ name }) => ({
          name,
          answer: await asRole(world, 'lethe_door', `select * from "${name}" limit 1`),
        })),
      )
    },
    judge: (tables) => judgeEach(tables, ({ name, answer }) => answer !== '42501' && `The door may read ${name}.`),
    spoil: (tables) => withFirst(tables, ({ name }) => ({ name, answer: [] })),
  }),
  'isolation.outsider': check({
    read: async (world) => {
      const [api, rows] = await Promise.all([
        world.charlie(),
        world.query<{ id: string }>(
          "select id::text from analyses where tenant_id = (select id from tenants where slug = 'acme') limit 3",
        ),
      ])
      const asks = memberApis().filter(({ path, methods }) => path.includes('[') && methods.includes('GET'))
      return Promise.all(
        asks.flatMap((route) =>
          rows.map(async ({ id }) => ({ where: route.path, status: (await api('GET', fill(route, id))).status })),
        ),
      )
    },
    judge: (answers) =>
      judgeEach(answers, ({ where, status }) => status < 400 && `${where} answered somebody of another workspace.`),
    spoil: (answers) => withFirst(answers, (answer) => ({ ...answer, status: 200 })),
  }),
  'isolation.session-needed': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const asks = memberApis().flatMap((route) =>
        route.methods.map((method) => ({ method, path: fill(route, NOWHERE) })),
      )
      return Promise.all(
        asks.map(async ({ method, path }) => ({
          where: `${method} ${path}`,
          status: (
            await fetch(addresses.url + path, {
              method,
              headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
              ...(['GET', 'DELETE'].includes(method) ? {} : { body: '{}' }),
            })
          ).status,
        })),
      )
    },
    judge: (answers) => ({
      ...judgeEach(answers, ({ where, status }) => status !== 401 && `${where} answered ${status} without a session.`),
      figures: { routes: answers.length },
    }),
    spoil: (answers) => withFirst(answers, (answer) => ({ ...answer, status: 200 })),
  }),
  'isolation.roles-obeyed': check({
    read: async (world) => {
      const api = await world.bob()
      const asks = ['/api/sources', '/api/channels', '/api/invitations', '/api/analyses']
      return Promise.all(asks.map(async (path) => ({ path, status: (await api('POST', path, {})).status })))
    },
    judge: (answers) => {
      const allowed = can('viewer', 'source:manage') ? ['The table of permissions lets readers manage.'] : []
      const judged = judgeEach(answers, ({ path, status }) => status !== 403 && `${path} let a reader write.`)
      return { ...judged, faults: [...judged.faults, ...allowed] }
    },
    spoil: (answers) => withFirst(answers, (answer) => ({ ...answer, status: 201 })),
  }),
}
