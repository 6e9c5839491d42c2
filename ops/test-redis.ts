import { type ChildProcess, spawn } from 'node:child_process'
import net from 'node:net'
import { freePort } from './free-port.ts'

/** A Redis of one's own on loopback, which keeps nothing unless `settings` say so. */
export interface TestRedis {
  url: string
  port: number
  /** Ends it, and starts another on the same port: what it held is gone. */
  restart(settings?: readonly string[]): Promise<void>
  stop(): Promise<void>
}

export const KEEPS_NOTHING = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'] as const

/** Needs `redis-server` on the PATH. */
export async function startTestRedis(settings: readonly string[] = KEEPS_NOTHING): Promise<TestRedis> {
  const port = await freePort()
  let server = await begin(port, settings)
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    restart: async (next = settings) => {
      await end(server)
      server = await begin(port, next)
    },
    stop: () => end(server),
  }
}

async function begin(port: number, settings: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', '/tmp', ...settings], {
    stdio: 'ignore',
  })
  for (let i = 0; i < 200; i++) {
    if (server.exitCode !== null) throw new Error('redis-server did not start')
    if (await answers(port)) return server
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('redis-server did not answer')
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve()
    server.once('exit', () => resolve())
    server.kill('SIGKILL')
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.end()
      resolve(true)
    })
  })
}
