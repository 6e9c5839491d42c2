import type { ChildProcess } from 'node:child_process'
import net from 'node:net'
import { ensureBuild } from './build.ts'
import { runClaimsOnce } from './first-claims-run.ts'
import { generateClient } from './generate.ts'
import { OpsError, runCommand } from './ops-error.ts'
import { startServer, stopServer, untilReady } from './server.ts'

// npm run up: from a checkout to a running Lethe with somebody in it, in one command. Every failure is one line that says
// what to do; what was begun is taken back.

const started = Date.now()
const say = (line: string) => process.stdout.write(`${line}\n`)

async function up(): Promise<void> {
  generateClient()
  const { parseEnv } = await import('../lib/env.ts')
  const settings = parseEnv(process.env)
  await requireFreePort(settings.port)
  ensureBuild(say)
  const { openHouse } = await import('./house.ts')
  const house = await openHouse(settings, say)
  const server = startServer(settings.port, { ...house.serverEnv, NEXTAUTH_URL: settings.url }, 'inherit')
  let endChecks = () => {}
  const stop = stopper(server, () => {
    endChecks()
    return house.close()
  })
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
  server.once('exit', (code) => void house.close().then(() => process.exit(code ?? 0)))
  await untilReady(settings.port, server)
  say(
    `\nLethe runs at ${settings.url} (ready in ${((Date.now() - started) / 1000).toFixed(1)} s). Stop it with Ctrl+C.`,
  )
  endChecks = runClaimsOnce(settings.evidence, say)
  const link = await house.signInLink(settings.url)
  if (link) say(`Sign in as ${link.email} (once, within 10 minutes):\n${link.url}`)
}

/** Asked before anything is begun, since a taken port is the commonest reason to stop. */
function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${error.code})`
      reject(
        new OpsError(
          `Port ${port} ${why}; nothing was started.`,
          `Stop that program, or choose another port: PORT=${port + 1} npm run up`,
        ),
      )
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

function stopper(server: ChildProcess, close: () => Promise<void>): () => void {
  let stopping = false
  return () => {
    if (stopping) return
    stopping = true
    say('\nStopping ...')
    server.removeAllListeners('exit')
    void stopServer(server)
      .then(close)
      .then(() => process.exit(0))
  }
}

await runCommand(up)
