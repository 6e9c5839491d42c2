import { type ChildProcess, spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { freePort } from '../../e2e/stack.ts'
import { completeEnv, parseEnv } from '../../lib/env.ts'
import { ensureKeyRing } from '../../lib/keyring.ts'
import { migrate, openRoles } from '../../ops/migrate.ts'
import { startServer, stopServer, untilReady } from '../../ops/server.ts'
import { startTestPostgres, type TestPostgres } from '../../ops/test-postgres.ts'

/** A durable embedded database and production servers in front of it that can be killed and begun again. */
export interface AlertStack {
  home: string
  tmp: string
  adminUrl: string
  dataDir: string
  postgres: TestPostgres
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

export async function startAlertStack(settings: Record<string, string>, home?: string): Promise<AlertStack> {
  const postgres = await startTestPostgres({ durable: true, ...(home === undefined ? {} : { home }) })
  const tmp = path.join(postgres.home, 'tmp')
  mkdirSync(tmp, { recursive: true })
  const keyRing = ensureKeyRing(path.join(postgres.home, 'keys'))
  const given = { ...parseEnv({ LETHE_HOME: postgres.home }), databaseUrl: postgres.ownerUrl }
  await migrate({ ownerUrl: postgres.ownerUrl })
  await openRoles(given, keyRing)
  const { databaseAppUrl, databaseDoorUrl } = completeEnv(given)
  const roles = { DATABASE_APP_URL: databaseAppUrl, DATABASE_DOOR_URL: databaseDoorUrl, LETHE_HOME: postgres.home }
  seed(roles)
  const admin = new pg.Pool({ connectionString: postgres.adminUrl, max: 2 }).on('error', () => {})
  const serving = new Set<Serving>()
  const log = createWriteStream(path.join(postgres.home, 'server.log'))
  return {
    ...{ home: postgres.home, tmp, adminUrl: postgres.adminUrl, dataDir: postgres.dataDir, postgres, roles },
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
      await postgres.stop()
      log.end()
    },
  }
}

async function serve(env: Record<string, string>, port: number, log: NodeJS.WritableStream): Promise<Serving> {
  const url = `http://localhost:${port}`
  const child = startServer(port, { ...env, NEXTAUTH_URL: url }, 'pipe')
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  await untilReady(port, child)
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
