import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { APP_ROLE, DOOR_ROLE, type Env, rolePassword, type ServingRole } from '../lib/env.ts'
import type { KeyRing } from '../lib/keyring.ts'
import { codeOf, OpsError } from './ops-error.ts'
import { scramVerifier } from './scram.ts'

/**
 * Brings a database to this version. Files and records are Prisma's own (`prisma/migrations`, `_prisma_migrations`), so
 * `prisma migrate deploy` accepts the same history; the runner is ours because Prisma's engine is a download.
 */

export const MIGRATIONS = join(import.meta.dirname, '..', 'prisma', 'migrations')

/** The number that Prisma's engine locks too: the two never run together. */
const LOCK = 72_707_369
const LOCK_TIMEOUT_MS = 60_000
const OLDEST_SERVER = 150_000

export interface MigrateOptions {
  /** The owner's. */
  ownerUrl: string
  directory?: string
  /** Marks a failed migration as rolled back (each is one transaction: nothing of it is left) and runs it again. */
  retryFailed?: boolean
}

export interface Migration {
  name: string
  sql: string
  /** Lower-case hex SHA-256 of the file, first as it lies here, then with the other line ends. */
  checksums: readonly string[]
}

interface Recorded {
  migration_name: string
  checksum: string
  finished_at: Date | null
  rolled_back_at: Date | null
}

/** Applies what is missing and returns the names, in order; an empty list says the database was up to date. */
export async function migrate({
  ownerUrl,
  directory = MIGRATIONS,
  retryFailed = false,
}: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(directory)
  return withOwner(ownerUrl, async (client) => {
    await takeLock(client)
    await client.query(CREATE_TABLE)
    if (retryFailed) await client.query(MARK_ROLLED_BACK)
    const recorded = await readHistory(client)
    const pending = compare(migrations, recorded)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  })
}

/**
 * Lets the two serving roles log in with the passwords that every process of this key ring derives. Roles whose URL the
 * operator has given are the operator's: left alone.
 */
export async function openRoles(settings: Env & { databaseUrl: string }, keyRing: KeyRing): Promise<void> {
  const roles: ServingRole[] = []
  if (!settings.databaseAppUrl) roles.push(APP_ROLE)
  if (!settings.databaseDoorUrl) roles.push(DOOR_ROLE)
  await withOwner(settings.databaseUrl, async (client) => {
    await takeLock(client)
    const database = client.escapeIdentifier(client.database ?? '')
    for (const role of roles) {
      await unlessAtOnce(client, `alter role ${role} login password '${scramVerifier(rolePassword(role, keyRing))}'`)
    }
    await unlessAtOnce(client, `grant connect on database ${database} to ${APP_ROLE}, ${DOOR_ROLE}`)
  })
}

/** Reads the folder in order of names, as Prisma does. */
export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8')
      const lf = sql.replaceAll('\r\n', '\n')
      return { name, sql, checksums: [sql, lf, lf.replaceAll('\n', '\r\n')].map(checksumOf) }
    })
}

const checksumOf = (text: string) => createHash('sha256').update(text).digest('hex')

const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

const MARK_ROLLED_BACK =
  'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null'

async function readHistory(client: pg.Client): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    'select migration_name, checksum, finished_at, rolled_back_at from _prisma_migrations order by started_at',
  )
  return rows
}

/** What is still to do, or why nothing may be done. */
function compare(migrations: readonly Migration[], recorded: readonly Recorded[]): Migration[] {
  const present = recorded.filter((row) => row.rolled_back_at === null)
  const failed = present.find((row) => row.finished_at === null)
  if (failed) {
    throw new OpsError(
      `Migration ${failed.migration_name} has failed before (why is in the column logs of _prisma_migrations).`,
      'Mend the cause, then run `npm run migrate -- --retry`.',
    )
  }
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of present) {
    const migration = byName.get(row.migration_name)
    if (!migration) {
      throw new OpsError(
        `The database is newer than this Lethe: it has migration ${row.migration_name}.`,
        'Start the version that made it, or a newer one.',
      )
    }
    if (!migration.checksums.includes(row.checksum)) {
      throw new OpsError(
        `Migration ${row.migration_name} was changed after it had been applied.`,
        'Restore its file, and put the change into a new migration.',
      )
    }
  }
  const done = new Set(present.map((row) => row.migration_name))
  return migrations.filter(({ name }) => !done.has(name))
}

/** The file is sent as one message, which PostgreSQL runs as one transaction: all of it or nothing. */
async function apply(client: pg.Client, { name, sql, checksums }: Migration): Promise<void> {
  const id = randomUUID()
  await client.query(
    'insert into _prisma_migrations (id, checksum, started_at, migration_name) values ($1, $2, now(), $3)',
    [id, checksums[0], name],
  )
  try {
    await client.query(sql)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, reason]).catch(() => {})
    if (codeOf(error) === '42501') {
      throw new OpsError(
        `Migration ${name} was refused: ${reason}.`,
        `Let the role of DATABASE_URL own the database and create roles, or make ${APP_ROLE} and ${DOOR_ROLE} yourself; then run \`npm run migrate -- --retry\`.`,
        error,
      )
    }
    throw new OpsError(
      `Migration ${name} failed and left nothing behind: ${reason}.`,
      'Mend the cause, then run `npm run migrate -- --retry`.',
      error,
    )
  }
  await client.query(
    'update _prisma_migrations set applied_steps_count = applied_steps_count + 1, finished_at = now() where id = $1',
    [id],
  )
}

async function takeLock(client: pg.Client): Promise<void> {
  for (const deadline = Date.now() + LOCK_TIMEOUT_MS; Date.now() < deadline; ) {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${LOCK}) as taken`)
    if (rows[0]?.taken) return
    await pause(50)
  }
  throw new OpsError('Another process has been migrating this database for a minute.', 'Wait for it to end, or end it.')
}

/** The lock is one database's, roles are the cluster's: two databases may be migrated together ("updated concurrently"). */
async function unlessAtOnce(client: pg.Client, sql: string, tries = 20): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    if (tries === 0 || codeOf(error) !== 'XX000') throw error
    await pause(25)
    await unlessAtOnce(client, sql, tries - 1)
  }
}

/** A connection as the owner, with the usual reasons for having none in plain words. */
async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'lethe-migrate',
  })
  try {
    await client.connect()
  } catch (error) {
    throw explain(error, url)
  }
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    if (Number(rows[0]?.version) < OLDEST_SERVER) {
      throw new OpsError(
        'This PostgreSQL is older than 15.',
        'Use a newer one, or unset DATABASE_URL for the embedded one.',
      )
    }
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

function explain(error: unknown, url: string): OpsError {
  const { host, pathname, username } = new URL(url)
  const code = codeOf(error)
  const where = `DATABASE_URL (${host})`
  if (code === '28P01' || code === '28000') {
    return new OpsError(
      `${where} refuses the user ${username}.`,
      'Correct the user or password in DATABASE_URL.',
      error,
    )
  }
  if (code === '3D000') {
    return new OpsError(`${where} has no database ${pathname.slice(1)}.`, 'Create it, or correct DATABASE_URL.', error)
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new OpsError(
      `The host of ${where} is not known.`,
      'Correct DATABASE_URL, or unset it for the embedded database.',
      error,
    )
  }
  const reason = code || (error instanceof Error ? error.message : 'no reason given')
  return new OpsError(
    `No database answers at ${where}: ${reason}.`,
    'Start it or correct DATABASE_URL; unset it for the embedded database.',
    error,
  )
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
