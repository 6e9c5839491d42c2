import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../../ops/free-port.ts'

/** The PostgreSQL of the system's packages, in a folder of one's own: what an operator has, beside the one that comes along. */
export interface SystemPostgres {
  version: string
  ownerUrl: string
  adminUrl: string
  dataDir: string
  stop(): void
}

const PACKAGES = '/usr/lib/postgresql'

/** Needs Debian's package postgresql; throws with what to do where it is missing. */
export async function startSystemPostgres(home: string): Promise<SystemPostgres> {
  const [version] = existsSync(PACKAGES) ? readdirSync(PACKAGES).sort((a, b) => Number(b) - Number(a)) : []
  if (version === undefined) throw new Error('No PostgreSQL of the system was found: apt-get install postgresql')
  const bin = path.join(PACKAGES, version, 'bin')
  const runner = runnerOf()
  const base = path.join(home, 'system-postgres')
  mkdirSync(base)
  chownSync(base, runner.uid, runner.gid)
  const [dataDir, secret] = [path.join(base, 'data'), path.join(base, 'password')]
  const password = randomBytes(18).toString('hex')
  writeFileSync(secret, password, { mode: 0o600 })
  chownSync(secret, runner.uid, runner.gid)
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', dataDir, '-U', 'admin', '-A', 'scram-sha-256', '--pwfile', secret, '--encoding=UTF8', '--locale=C.UTF-8'],
    { ...runner, cwd: base, encoding: 'utf8' },
  )
  rmSync(secret)
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    { ...runner, cwd: base, stdio: 'ignore' },
  )
  const admin = (database: string) => `postgresql://admin:${password}@127.0.0.1:${port}/${database}`
  await prepare(server, admin('postgres'), password)
  return {
    ...{ version, dataDir, adminUrl: admin('lethe') },
    ownerUrl: `postgresql://lethe_owner:${password}@127.0.0.1:${port}/lethe`,
    stop: () => void server.kill('SIGINT'),
  }
}

/** root may not run it: the packages bring a user for it. */
function runnerOf(): { uid: number; gid: number } {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  if (uid !== 0) return { uid, gid }
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

async function prepare(server: ChildProcess, adminUrl: string, password: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: adminUrl })
    try {
      await client.connect()
      await client.query(`create role lethe_owner login createrole password '${password}'`)
      await client.query('create database lethe owner lethe_owner')
      return
    } catch (error) {
      if (tries === 100 || server.exitCode !== null) throw error
      await sleep(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
}
