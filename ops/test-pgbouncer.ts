import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A PgBouncer of one's own on loopback, in transaction mode: no session is anybody's for longer than a transaction. */
export interface TestPgbouncer {
  /** The same URL through it. */
  through(url: string): string
  stop(): Promise<void>
}

/** Debian keeps it where only administrators look. */
const PLACES = ['pgbouncer', '/usr/sbin/pgbouncer']

/** Null where it is not installed: say so and skip. */
export function findPgbouncer(): string | null {
  return PLACES.find((place) => spawnSync(place, ['--version']).status === 0) ?? null
}

/** `urls`: of one server, each with user and password. `connections`: to the server, for each user and database. */
export async function startTestPgbouncer(
  command: string,
  urls: readonly string[],
  connections = 2,
): Promise<TestPgbouncer> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'lethe-pgbouncer-'))
  const port = await freePort()
  const parsed = urls.map((url) => new URL(url))
  const [first] = parsed
  if (!first) throw new Error('no database was named')
  const users = parsed.map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"`)
  writeFileSync(join(folder, 'users.txt'), `${users.join('\n')}\n`)
  writeFileSync(join(folder, 'pgbouncer.ini'), settings({ server: first, port, folder, connections }))
  // It refuses to be root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  chmodSync(folder, 0o755)
  const child = spawn(command, [join(folder, 'pgbouncer.ini')], { stdio: 'ignore', ...nobody })
  await answers(child, port)
  return {
    through: (url) => {
      const changed = new URL(url)
      changed.host = `127.0.0.1:${port}`
      return changed.href
    },
    stop: async () => {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function settings(of: { server: URL; port: number; folder: string; connections: number }): string {
  return [
    '[databases]',
    `* = host=${of.server.hostname} port=${of.server.port}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${of.port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${join(of.folder, 'users.txt')}`,
    'pool_mode = transaction',
    `default_pool_size = ${of.connections}`,
    'max_client_conn = 200',
    'ignore_startup_parameters = extra_float_digits',
    '',
  ].join('\n')
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (child.exitCode !== null) throw new Error('pgbouncer did not start')
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1').once('error', () => resolve(false))
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('pgbouncer did not answer')
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
