import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { closeClients, openClients } from '../lib/data/prisma.ts'
import { openKeyRing } from '../lib/keyring.ts'
import { migrate, openRoles } from './migrate.ts'
import { OWNER } from './postgres.ts'
import { takeLock } from './start-lock.ts'
import { startTestPostgres } from './test-postgres.ts'

/**
 * A migrated database for a test file. All files of one vitest run share one throwaway cluster, begun by the first that
 * asks (a run without database tests starts none) and ended by a watcher when vitest ends, killed or not.
 */
export interface TestDatabase {
  ownerUrl: string
  adminUrl: string
  appUrl: string
  doorUrl: string
  staffUrl: string
  /** LETHE_HOME with the key ring that the roles' passwords derive from. */
  home: string
  /** Closes the clients and drops the database. */
  drop(): Promise<void>
}

interface Cluster {
  home: string
  ownerUrl: string
  adminUrl: string
}

const TEMPLATE = 'lethe'

/** Called with every database that this process makes, once its clients are open: to put something between the two. */
let watcher: (made: TestDatabase) => Promise<void> = async () => {}
export function watchTestDatabases(next: typeof watcher): void {
  watcher = next
}

/** Call in beforeAll; the data functions of this process then use it. `drop` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const empty = await createEmptyDatabase({ template: TEMPLATE })
  const urls = await openRoles({ databaseUrl: empty.ownerUrl }, openKeyRing(join(empty.home, 'keys')))
  await openClients(urls)
  const made = {
    ...empty,
    ...urls,
    drop: async () => {
      await closeClients()
      await empty.drop()
    },
  }
  await watcher(made)
  return made
}

/** A database of one's own on the shared cluster: nothing in it, or a copy of `template`. */
export async function createEmptyDatabase({ template = 'template1' } = {}) {
  const cluster = await sharedCluster()
  const name = `t_${randomBytes(6).toString('hex')}`
  await asAdmin(cluster, `create database ${name} template ${template} owner ${OWNER}`)
  return {
    home: cluster.home,
    ownerUrl: inDatabase(cluster.ownerUrl, name),
    adminUrl: inDatabase(cluster.adminUrl, name),
    drop: () => asAdmin(cluster, `drop database if exists ${name} with (force)`),
  }
}

/** One per vitest run: its workers are children of one process. */
async function sharedCluster(): Promise<Cluster> {
  const run = process.ppid
  const folder = join(realpathSync(tmpdir()), `lethe-test-run-${run}`)
  const note = join(folder, 'cluster.json')
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as Cluster
    if (takeLock(join(folder, 'starting'))) return begin(folder, note, run)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`The test database did not start; see ${basename(folder)} in the temp folder.`)
}

/** The first database becomes the template; it is migrated once for the whole run. */
async function begin(folder: string, note: string, run: number): Promise<Cluster> {
  const { home, ownerUrl, adminUrl } = await startTestPostgres({ home: folder, untilPid: run })
  await migrate({ ownerUrl })
  const cluster: Cluster = { home, ownerUrl, adminUrl }
  writeFileSync(`${note}.half`, JSON.stringify(cluster), { mode: 0o600 })
  renameSync(`${note}.half`, note)
  return cluster
}

async function asAdmin({ adminUrl }: Cluster, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inDatabase(adminUrl, 'postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
