import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { ensureKeyRing } from '../lib/keyring.ts'
import { migrate } from '../ops/migrate.ts'
import { startTestPostgres } from '../ops/postgres.ts'
import { seed } from '../prisma/seed.ts'

const ROOT = path.dirname(import.meta.dirname)
const START_TIMEOUT_MS = 60_000

/** Where a running Lethe can be reached and examined. Plain data: it travels to the test workers as JSON. */
export interface Addresses {
  url: string
  ownerUrl: string
  /** LETHE_HOME: keys and, in production, the embedded database. */
  home: string
  /** The database's files. */
  dataDir: string
  /** The server's TMPDIR, its own so that the canary can search all of it. */
  tmp: string
  /** Everything the server printed. */
  log: string
}

export interface Stack {
  addresses: Addresses
  stop(): Promise<void>
}

/** A migrated, seeded database and a production server in front of it, on loopback, with every file in one temp folder. */
export async function startStack(nodeOptions = ''): Promise<Stack> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lethe-e2e-'))
  const [home, tmp, log] = [path.join(folder, 'home'), path.join(folder, 'tmp'), path.join(folder, 'server.log')]
  mkdirSync(home)
  mkdirSync(tmp)
  const postgres = await startTestPostgres()
  const keyRing = ensureKeyRing(path.join(home, 'keys'))
  const roles = await migrate({ ownerUrl: postgres.ownerUrl, keyRing })
  await seed({ ownerUrl: postgres.ownerUrl, keyRing })
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(
    process.execPath,
    [path.join(ROOT, 'node_modules/next/dist/bin/next'), 'start', '-p', String(port), '-H', '127.0.0.1'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: nodeOptions,
        LETHE_HOME: home,
        NEXTAUTH_URL: url,
        PORT: String(port),
        DATABASE_APP_URL: roles.appUrl,
        DATABASE_DOOR_URL: roles.doorUrl,
        TMPDIR: tmp,
        NEXT_TELEMETRY_DISABLED: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const file = createWriteStream(log)
  server.stdout.pipe(file, { end: false })
  server.stderr.pipe(file, { end: false })
  await untilReady(url, server)
  return {
    addresses: { url, ownerUrl: postgres.ownerUrl, home, dataDir: postgres.dataDir, tmp, log },
    stop: async () => {
      await stopProcess(server)
      await postgres.stop()
      file.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`the server ended with code ${server.exitCode} while starting`)
    const answer = await fetch(`${url}/api/ready`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the server was not ready in time')
}

/** SIGTERM, and SIGKILL for one that does not listen. */
function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
