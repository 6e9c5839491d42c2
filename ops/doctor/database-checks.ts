import type pg from 'pg'
import { APP_ROLE, DOOR_ROLE } from '../../lib/env.ts'
import { MIGRATIONS, readMigrations } from '../migrate.ts'
import { bad, type Finding, good, warning } from './finding.ts'

/** Tables without a tenant of their own: people, and what stands before a workspace is known. See the catalog test. */
const HAS_TENANT = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`

export async function checkVersion(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ number: number; text: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
  )
  const [{ number, text } = { number: 0, text: 'unknown' }] = rows
  return number >= 150_000 ? good(`PostgreSQL ${text}.`) : bad(`PostgreSQL ${text}.`, 'Use 15 or newer.')
}

export async function checkMigrations(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string; done: boolean }>(
    'select migration_name as name, finished_at is not null as done from _prisma_migrations where rolled_back_at is null',
  )
  const half = rows.find(({ done }) => !done)
  if (half) return bad(`Migration ${half.name} has failed.`, 'Mend its cause, then npm run migrate -- --retry')
  const applied = new Set(rows.map(({ name }) => name))
  const pending = readMigrations(MIGRATIONS).filter(({ name }) => !applied.has(name))
  return pending.length === 0
    ? good(`All ${applied.size} migrations are applied.`)
    : bad(`${pending.length} migrations are not applied, the first is ${pending[0]?.name}.`, 'npm run migrate')
}

/** Neither serving role may own, bypass or administer; both must exist. */
export async function checkRoles(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string; strong: boolean; owns: boolean }>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole as strong,
            exists (select from pg_class c where c.relowner = r.oid) as owns
       from pg_roles r where r.rolname = any($1)`,
    [[APP_ROLE, DOOR_ROLE]],
  )
  if (rows.length < 2) return bad('The two serving roles do not both exist.', 'npm run migrate')
  const wrong = rows.find(({ strong, owns }) => strong || owns)
  if (!wrong) return good(`${APP_ROLE} and ${DOOR_ROLE} own nothing and bypass nothing.`)
  return bad(
    `${wrong.name} ${wrong.owns ? 'owns tables' : 'is a superuser, bypasses row security or makes roles'}.`,
    `Take that from it: alter role ${wrong.name} nosuperuser nobypassrls nocreaterole`,
  )
}

export async function checkRowSecurity(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string; forced: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity
              and exists (select from pg_policy p where p.polrelid = c.oid) as forced
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and ${HAS_TENANT}`,
  )
  const open = rows.filter(({ forced }) => !forced).map(({ name }) => name)
  return open.length === 0
    ? good(`Row security is forced on all ${rows.length} tables of workspaces.`)
    : bad(
        `Row security is not forced on ${open.join(', ')}.`,
        `alter table ${open[0]} enable row level security, force row level security; then see who changed it.`,
      )
}

const MOST_SKEW_MS = 2_000

export async function checkClock(client: pg.ClientBase): Promise<Finding> {
  const asked = Date.now()
  const { rows } = await client.query<{ now: number }>('select extract(epoch from clock_timestamp()) * 1000 as now')
  // Half of the way there and back belongs to the answer.
  const skew = Math.round(Number(rows[0]?.now) - (asked + Date.now()) / 2)
  const says = `This machine and the database differ by ${Math.abs(skew)} ms.`
  if (Math.abs(skew) <= MOST_SKEW_MS) return good(says)
  return warning(says, 'Let both follow a time server: signatures and leases are judged by the clock.')
}
