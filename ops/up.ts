import { type ChildProcess, spawn } from 'node:child_process'
import net from 'node:net'
import path from 'node:path'
import { ensureBuild } from './build.ts'
import { generateClient } from './generate.ts'
import { OpsError } from './ops-error.ts'

// npm run up: from a checkout to a running Lethe with somebody in it, in one command. Every failure is one line that says
// what to do; what was begun is taken back.

const ROOT = path.dirname(import.meta.dirname)
const started = Date.now()
const say = (line: string) => process.stdout.write(`${line}\n`)

async function up(): Promise<void> {
  generateClient()
  const { env, EnvError } = await import('../lib/env.ts')
  const settings = (() => {
    try {
      return env()
    } catch (error) {
      throw error instanceof EnvError ? new OpsError(error.message) : error
    }
  })()
  await requireFreePort(settings.port)
  ensureBuild(say)
  const { openHouse } = await import('./house.ts')
  const house = await openHouse(settings, say)
  const server = startServer(settings.port, { ...house.serverEnv, NEXTAUTH_URL: settings.url })
  const stop = stopper(server, house.close)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
  server.once('exit', (code) => void house.close().then(() => process.exit(code ?? 0)))
  await untilReady(settings.port, server)
  say(
    `\nLethe runs at ${settings.url} (ready in ${((Date.now() - started) / 1000).toFixed(1)} s). Stop it with Ctrl+C.`,
  )
  const link = await house.signInLink(settings.url)
  if (link) say(`Sign in as ${link.email} (once, within 15 minutes):\n${link.url}`)
}

/** Asked before anything is begun, since a taken port is the commonest reason to stop. */
function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${error.code})`
      reject(
        new OpsError(
          `Port ${port} ${why}. Nothing was started. Stop that program, or choose another port: PORT=${port + 1} npm run up`,
        ),
      )
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

function startServer(port: number, env: Record<string, string>): ChildProcess {
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next')
  // Its own process group: Ctrl+C must reach this process only, which then ends the server before the database.
  return spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
}

function stopper(server: ChildProcess, close: () => Promise<void>): () => void {
  let stopping = false
  return () => {
    if (stopping) return
    stopping = true
    say('\nStopping ...')
    setTimeout(() => server.kill('SIGKILL'), 15_000).unref()
    server.removeAllListeners('exit')
    server.once('exit', () => void close().then(() => process.exit(0)))
    server.kill('SIGTERM')
  }
}

async function untilReady(port: number, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    if (server.exitCode !== null)
      throw new OpsError('The server ended while it was starting (see above). The data is untouched.')
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new OpsError('The server did not become ready within a minute. The data is untouched. Its messages are above.')
}

up().catch((error: unknown) => {
  if (!(error instanceof OpsError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
