import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { APP_ROLE, DOOR_ROLE, env, rolePassword, roleUrl, type ServingRole, STAFF_ROLE } from '../lib/env.ts'
import { ensureKeyRing, type KeyRing } from '../lib/keyring.ts'
import { codeOf, OpsError, runCommand } from './ops-error.ts'
import { withOwner } from './owner-connection.ts'
import { startPostgres } from './postgres.ts'
import { scramVerifier } from './scram.ts'

/**
 * Brings a database to this version. Files and records are Prisma's own (`prisma/migrations`, `_prisma_migrations`), so
 * `prisma migrate deploy` accepts the same history; the runner is ours because Prisma's engine is a download.
 */

export const MIGRATIONS = join(import.meta.dirname, '..', 'prisma', 'migrations')

/** The number that Prisma's engine locks too: the two never run together. */
const LOCK = 72_707_369
const LOCK_TIMEOUT_MS = 60_000

export interface MigrateOptions {
  /** The owner's. */
  ownerUrl: string
  directory?: string
  /** Marks a failed migration as rolled back (each is one transaction: nothing of it is left) and runs it again. */
  retryFailed?: boolean
  /** Stops after this one: a backup is brought back into the version that it was taken of. */
  upTo?: string | undefined
}

interface Migration {
  name: string
  sql: string
  /** Lower-case hex SHA-256 of the file, first as it lies here, then with either line end. */
  checksums: readonly string[]
}

interface Recorded {
  migration_name: string
  checksum: string
  finished_at: Date | null
  rolled_back_at: Date | null
}

/** Applies what is missing and returns the names, in order; an empty list says the database was up to date. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { ownerUrl, directory = MIGRATIONS, retryFailed = false, upTo } = options
  const migrations = readMigrations(directory)
  return withOwner(ownerUrl, async (client) => {
    await takeLock(client)
    await client.query(CREATE_TABLE)
    if (retryFailed) await client.query(MARK_ROLLED_BACK)
    const missing = compare(migrations, await readHistory(client))
    const pending = missing.filter(({ name }) => upTo === undefined || name <= upTo)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  })
}

/** The owner's URL; the others where the operator has roles of their own. Part of what `env()` gives. */
export interface RoleSettings {
  databaseUrl: string
  databaseAppUrl?: string | null
  databaseDoorUrl?: string | null
  databaseStaffUrl?: string | null
}

/**
 * Lets the serving roles log in with the passwords that every process of this key ring derives, and says where they
 * connect. A role whose URL is given is the operator's: left alone.
 */
export async function openRoles(
  settings: RoleSettings,
  keyRing: KeyRing,
): Promise<{ appUrl: string; doorUrl: string; staffUrl: string }> {
  const { databaseUrl, databaseAppUrl, databaseDoorUrl, databaseStaffUrl } = settings
  const ours: ServingRole[] = []
  if (!databaseAppUrl) ours.push(APP_ROLE)
  if (!databaseDoorUrl) ours.push(DOOR_ROLE)
  if (!databaseStaffUrl) ours.push(STAFF_ROLE)
  if (ours.length > 0) {
    await withOwner(databaseUrl, async (client) => {
      const database = client.escapeIdentifier(client.database ?? '')
      for (const role of ours) {
        await changeRole(client, `alter role ${role} login password '${scramVerifier(rolePassword(role, keyRing))}'`)
        await changeRole(client, `grant connect on database ${database} to ${role}`)
      }
    })
  }
  return {
    appUrl: databaseAppUrl ?? roleUrl(databaseUrl, APP_ROLE, keyRing),
    doorUrl: databaseDoorUrl ?? roleUrl(databaseUrl, DOOR_ROLE, keyRing),
    staffUrl: databaseStaffUrl ?? roleUrl(databaseUrl, STAFF_ROLE, keyRing),
  }
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
      `Migration ${failed.migration_name} has failed or was interrupted before (the column logs of _prisma_migrations says why).`,
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

/**
 * The file and the record of its end are sent as one message, which PostgreSQL runs as one transaction: a record without
 * an end, after a failure or a kill, says that nothing of the file is left.
 */
async function apply(client: pg.Client, { name, sql, checksums }: Migration): Promise<void> {
  const id = randomUUID()
  await client.query(
    'insert into _prisma_migrations (id, checksum, started_at, migration_name) values ($1, $2, now(), $3)',
    [id, checksums[0], name],
  )
  try {
    await client.query(`${sql}\n;${finish(id)}`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, reason]).catch(() => {})
    if (codeOf(error) === '42501') {
      throw new OpsError(
        `Migration ${name} was refused: ${reason}.`,
        `Let the role of DATABASE_URL own the database and create roles, or make ${APP_ROLE}, ${DOOR_ROLE} and ${STAFF_ROLE} yourself; then run \`npm run migrate -- --retry\`.`,
        error,
      )
    }
    throw new OpsError(
      `Migration ${name} failed and left nothing behind: ${reason}.`,
      'Mend the cause, then run `npm run migrate -- --retry`.',
      error,
    )
  }
}

/** `id` is a UUID made here: one message takes no parameters. */
const finish = (id: string) =>
  `update _prisma_migrations set applied_steps_count = applied_steps_count + 1, finished_at = now() where id = '${id}'`

async function takeLock(client: pg.Client): Promise<void> {
  for (const deadline = Date.now() + LOCK_TIMEOUT_MS; Date.now() < deadline; ) {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${LOCK}) as taken`)
    if (rows[0]?.taken) return
    await pause(50)
  }
  throw new OpsError('Another process has been migrating this database for a minute.', 'Wait for it to end, or end it.')
}

/** Roles are the cluster's, not the database's: two databases may be migrated together ("tuple concurrently updated"). */
async function changeRole(client: pg.Client, sql: string, tries = 20): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    if (codeOf(error) === '42501') {
      throw new OpsError(
        `The role of DATABASE_URL may not let ${APP_ROLE}, ${DOOR_ROLE} and ${STAFF_ROLE} log in.`,
        'Grant them to logins of your own and set DATABASE_APP_URL, DATABASE_DOOR_URL and DATABASE_STAFF_URL.',
        error,
      )
    }
    if (tries === 0 || codeOf(error) !== 'XX000') throw error
    await pause(25)
    await changeRole(client, sql, tries - 1)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** `npm run migrate [-- --retry]`: the given database, or the embedded one, started for it where it does not run. */
async function migrateFromTerminal(): Promise<void> {
  const settings = env()
  const keyRing = ensureKeyRing(join(settings.home, 'keys'))
  const embedded = settings.databaseUrl ? null : await startPostgres({ dir: settings.home })
  try {
    const databaseUrl = settings.databaseUrl ?? embedded?.ownerUrl ?? ''
    const applied = await migrate({ ownerUrl: databaseUrl, retryFailed: process.argv.includes('--retry') })
    await openRoles({ ...settings, databaseUrl }, keyRing)
    process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The database is up to date.\n')
  } finally {
    await embedded?.stop()
  }
}

if (import.meta.main) await runCommand(migrateFromTerminal)
