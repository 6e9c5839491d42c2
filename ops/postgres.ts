import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { ensureKeyRing, ensureKeysDirectory } from '../lib/keyring.ts'
import { explainFileError, OpsError } from './ops-error.ts'
import { findPlace, type Place } from './postgres-place.ts'
import { ADMIN, endLeftover, initialise, launch, type Server } from './postgres-server.ts'
import { scramVerifier } from './scram.ts'
import { holderOf, releaseLock, takeLock } from './start-lock.ts'

/**
 * The embedded PostgreSQL of one LETHE_HOME.
 *
 *   keys/postgres.json   passwords of superuser and owner, 0600
 *   postgres/            the cluster (for root below a closed home: outside it, see postgres-place.ts)
 *   postgres.json        port, and where the cluster lies
 *   postgres.lock        which process started it
 *
 * Run it in a supervisor, not in the web server: a web server that ends must not take its database along first.
 */

export const OWNER = 'lethe_owner'
export const DATABASE = 'lethe'

export interface Postgres {
  /** The owner's URL: not a superuser, as on a managed server. For migrations. */
  ownerUrl: string
  /** The superuser's URL: for dumps and for what tests must see past row security. */
  adminUrl: string
  port: number
  /** The cluster's folder, write-ahead log included. */
  dataDir: string
  /** True where another living process started it; `stop` then leaves it running. */
  shared: boolean
  stop(): Promise<void>
}

export interface StartOptions {
  /** LETHE_HOME: made if missing. */
  dir: string
  /** Where root puts what a closed home cannot hold. */
  outside?: string
  /** For data that nobody will miss: nothing waits for the disk. */
  throwaway?: boolean
}

const stateSchema = z.object({ port: z.int().min(1).max(65_535), base: z.string() })
const passwordsSchema = z.object({ admin: z.string().min(20), owner: z.string().min(20) })
type Passwords = z.infer<typeof passwordsSchema>

/** Durability is worth nothing in a folder that is thrown away. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Starts the cluster of `dir`, making it first if there is none; or shares the one that another process has started. */
export async function startPostgres({ dir, outside, throwaway = false }: StartOptions): Promise<Postgres> {
  const place = await findPlace(dir, outside)
  const home = realpathSync(dir)
  ensureKeyRing(join(home, 'keys'))
  const lock = join(home, 'postgres.lock')
  if (!takeLock(lock)) return share(home)
  try {
    const state = readState(home)
    const at: Place = state ? { ...place, base: state.base } : place
    const dataDir = join(at.base, 'postgres')
    checkData(home, at, dataDir, state !== null)
    const passwords = readPasswords(home, existsSync(dataDir) ? dataDir : null)
    if (!existsSync(dataDir))
      initialise(at, dataDir, passwords.admin, throwaway ? ['--no-sync', '--wal-segsize=1'] : [])
    await endLeftover(dataDir)
    const server = await launch(at, dataDir, {
      port: state?.port ?? null,
      logFile: join(at.base, 'postgres.log'),
      ...(throwaway ? { flags: THROWAWAY } : {}),
    })
    await finish(home, at.base, server, passwords)
    return handle(passwords, server.port, dataDir, false, async () => {
      await server.stop()
      releaseLock(lock)
    })
  } catch (error) {
    releaseLock(lock)
    throw error
  }
}

/** Where the cluster of `dir` lies, whether it runs or not; null before the first start. */
export function dataDirectory(dir: string): string | null {
  const state = readState(dir)
  return state && join(state.base, 'postgres')
}

async function finish(home: string, base: string, server: Server, passwords: Passwords): Promise<void> {
  try {
    await ensureOwner(server.port, passwords)
    writeFileSync(join(home, 'postgres.json'), `${JSON.stringify({ port: server.port, base })}\n`, { mode: 0o644 })
  } catch (error) {
    await server.stop()
    explainFileError(error, 'the place of the database', join(home, 'postgres.json'))
  }
}

/** Owner and database, made as the superuser; nothing to do from the second start on. */
async function ensureOwner(port: number, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(ADMIN, passwords.admin, port, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists(select from pg_roles where rolname = '${OWNER}') as role,
              exists(select from pg_database where datname = '${DATABASE}') as database`,
    )
    if (!rows[0]?.role) {
      await client.query(`create role ${OWNER} login createrole password '${scramVerifier(passwords.owner)}'`)
    }
    if (!rows[0]?.database) {
      await client.query(`create database ${DATABASE} owner ${OWNER}`)
      await client.query(`revoke all on database ${DATABASE} from public`)
    }
  } finally {
    await client.end()
  }
}

function handle(
  passwords: Passwords,
  port: number,
  dataDir: string,
  shared: boolean,
  stop: () => Promise<void>,
): Postgres {
  return {
    ownerUrl: urlOf(OWNER, passwords.owner, port, DATABASE),
    adminUrl: urlOf(ADMIN, passwords.admin, port, DATABASE),
    port,
    dataDir,
    shared,
    stop,
  }
}

const urlOf = (user: string, password: string, port: number, database: string) =>
  `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** The other process may still be starting it. */
async function share(home: string): Promise<Postgres> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const state = readState(home)
    const passwords = passwordsSchema.safeParse(readJson(join(home, 'keys', 'postgres.json')))
    if (state && passwords.success) {
      const found = handle(passwords.data, state.port, join(state.base, 'postgres'), true, async () => {})
      if (await answers(found.ownerUrl)) return found
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const holder = Number.parseInt(holderOf(join(home, 'postgres.lock')) ?? '', 10)
  throw new OpsError(
    `Process ${holder} holds the database of ${home}, but it does not answer.`,
    'End that process, then start again.',
  )
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** `dataDir` where there is a cluster already: its passwords cannot be made anew. */
function readPasswords(home: string, dataDir: string | null): Passwords {
  const path = join(home, 'keys', 'postgres.json')
  ensureKeysDirectory(join(home, 'keys'))
  if (!existsSync(path)) {
    if (dataDir) {
      throw new OpsError(
        `The database in ${dataDir} has lost its passwords: ${path} is gone.`,
        `Restore that file from your backup of the keys, or remove ${dataDir} to begin with an empty database.`,
      )
    }
    const made = { admin: randomBytes(24).toString('base64url'), owner: randomBytes(24).toString('base64url') }
    try {
      writeFileSync(path, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    } catch (error) {
      rmSync(path, { force: true })
      explainFileError(error, 'the passwords of the database', path)
    }
  }
  const read = passwordsSchema.safeParse(readJson(path))
  if (read.success) return read.data
  throw new OpsError(`${path} cannot be read.`, 'Restore it from your backup of the keys.')
}

/** Says clearly why a data folder that is there cannot be used, or why one that should be there is not. */
function checkData(home: string, place: Place, dataDir: string, recorded: boolean): void {
  const stat = statSync(dataDir, { throwIfNoEntry: false })
  if (!stat) {
    if (!recorded) return
    const state = join(home, 'postgres.json')
    throw new OpsError(
      `The database was in ${dataDir} and is not there any more.`,
      `Restore it, or remove ${state} to begin with an empty one.`,
    )
  }
  const uid = place.runner?.uid ?? process.getuid?.()
  if (uid !== undefined && stat.uid !== uid) {
    throw new OpsError(
      `The database in ${dataDir} belongs to another user (uid ${stat.uid}).`,
      'Start as the user who made it, or set LETHE_HOME to another folder.',
    )
  }
  const version = readText(join(dataDir, 'PG_VERSION'))?.trim()
  if (version !== '18') {
    throw new OpsError(
      version
        ? `The database in ${dataDir} was made by PostgreSQL ${version}; this Lethe brings 18.`
        : `${dataDir} is not a database.`,
      version ? 'Export it with the Lethe that made it, and import here.' : 'Move it aside and start again.',
    )
  }
}

function readState(home: string): z.infer<typeof stateSchema> | null {
  return stateSchema.safeParse(readJson(join(home, 'postgres.json'))).data ?? null
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
