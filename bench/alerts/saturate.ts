import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import type { AlertStack, Serving } from './stack.ts'
import { newAlert, percentile, type Sender, send } from './traffic.ts'

/** How many deliveries a second there can be when the next is sent as soon as one is answered; and what the processor did. */

const CLIENTS = 24

export interface Saturated {
  perSecond: number
  p99: number
  /** Processor time of the server's process for each request, all of its threads. */
  cpuMs: number
  failed: number
}

/** Every sender repeats one alert of its own, so that both servers do the same in the database. */
export async function saturate(
  base: string,
  pid: number,
  senders: readonly { sender: Sender; body: string }[],
  seconds: number,
): Promise<Saturated> {
  const times: number[] = []
  let failed = 0
  const [cpu, from] = [cpuSeconds(pid), performance.now()]
  const client = async (first: number) => {
    for (let n = first; performance.now() - from < seconds * 1_000; n += CLIENTS) {
      const one = senders[n % senders.length]
      if (!one) return
      const { status, ms } = await send(base, one.sender, one.body, `msg_${randomUUID()}`)
      times.push(ms)
      if (status !== 202) failed++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, first) => client(first)))
  const took = (performance.now() - from) / 1_000
  const cpuMs = ((cpuSeconds(pid) - cpu) * 1_000) / Math.max(1, times.length)
  return { perSecond: times.length / took, p99: percentile(times, 0.99), cpuMs, failed }
}

/** Of a route that answers at once: what the framework costs before anything of ours runs. */
export async function saturateRoute(url: string, seconds: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS })
  const from = performance.now()
  let count = 0
  const get = () =>
    new Promise<void>((resolve) => {
      http.get(url, { agent }, (response) => response.resume().once('end', resolve)).once('error', () => resolve())
    })
  const client = async () => {
    for (; performance.now() - from < seconds * 1_000; count++) await get()
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  agent.destroy()
  return count / ((performance.now() - from) / 1_000)
}

export async function startBare(
  stack: AlertStack,
  senders: readonly Sender[],
): Promise<{ url: string; child: ChildProcess }> {
  const sealed = await stack.query<{ id: string; sealed_secret: string }>('select id, sealed_secret from sources')
  const secrets = new Map(sealed.map(({ id, sealed_secret }) => [id, sealed_secret]))
  const key = (letter: string, n: number) => letter.repeat(60) + n.toString(16).padStart(4, '0')
  const known = senders.map((sender, n) => ({
    ...sender,
    sealedSecret: secrets.get(sender.endpoint.split('/').at(-1) ?? ''),
    keys: { jobKey: key('a', n), causeKey: key('b', n), looseKey: key('c', n), firing: [key('d', n)] },
  }))
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-receiver.ts')], {
    env: { ...process.env, ...stack.roles, NODE_ENV: 'production', BARE_SENDERS: JSON.stringify(known) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', () => reject(new Error('the bare server did not start')))
  })
  return { url: `http://127.0.0.1:${port}`, child }
}

/** User and system time of all threads, from the kernel; 100 ticks a second on Linux. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

export async function compare(stack: AlertStack, serving: Serving, senders: readonly Sender[], seconds: number) {
  const pairs = senders.map((sender) => ({ sender, body: newAlert() }))
  const throughRoute = pairs.map(({ sender, body }) => ({ sender: { ...sender, query: '?route' }, body }))
  const bare = await startBare(stack, senders)
  try {
    const rounds: { lethe: Saturated; framework: Saturated; bare: Saturated; route: number }[] = []
    // The first of each loads code and opens connections.
    await saturate(serving.url, serving.process.pid ?? 0, pairs, 3)
    await saturate(bare.url, bare.child.pid ?? 0, pairs, 3)
    for (let round = 0; round < 3; round++) {
      rounds.push({
        bare: await saturate(bare.url, bare.child.pid ?? 0, pairs, seconds),
        lethe: await saturate(serving.url, serving.process.pid ?? 0, pairs, seconds),
        framework: await saturate(serving.url, serving.process.pid ?? 0, throughRoute, seconds),
        route: await saturateRoute(`${serving.url}/api/health`, seconds / 2),
      })
    }
    return rounds
  } finally {
    bare.child.kill()
  }
}
