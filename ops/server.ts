import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { OpsError } from './ops-error.ts'

const ROOT = path.dirname(import.meta.dirname)
const READY_TIMEOUT_MS = 60_000

/**
 * For Node, also in the Dockerfile. Young objects have 4 MB a half instead of up to 64: collecting them holds up every request, and
 * took 50 ms at a time where a body of half a megabyte was read. The worker threads are told otherwise, see pipeline-pool.ts.
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=4']

/** Starts the production server on loopback. It never gets the owner's database URL. */
export function startServer(port: number, env: Record<string, string>, output: 'inherit' | 'pipe'): ChildProcess {
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next')
  // Its own process group: Ctrl+C must reach the supervisor only, which then ends the server before the database.
  return spawn(process.execPath, [...SERVER_FLAGS, next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      ...env,
      DATABASE_URL: '',
    },
    stdio: ['ignore', output, output],
    detached: true,
  })
}

/** Waits until the server answers that its database answers. Throws OpsError where it ends or takes over a minute. */
export async function untilReady(port: number, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + READY_TIMEOUT_MS; Date.now() < until; ) {
    if (server.exitCode !== null) {
      throw new OpsError('The server ended while it was starting; the data is untouched.', 'Its last lines are above.')
    }
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new OpsError('The server was not ready within a minute; the data is untouched.', 'Its last lines are above.')
}

/** SIGTERM, and SIGKILL for one that does not listen within 15 seconds. */
export function stopServer(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve()
    const hard = setTimeout(() => server.kill('SIGKILL'), 15_000)
    server.once('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    server.kill('SIGTERM')
  })
}
