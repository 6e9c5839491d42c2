/**
 * node bench/server.ts
 *
 * The longest block of the production server's event loop while attack strings are posted, and how long each answer took,
 * under a workspace with fifty patterns of its own. `delay` is what another request would have waited; on a machine that is
 * busy with other programs it counts their time too. `cpu` is the processor time of the main thread alone.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { openSession, WORKSPACE } from '../e2e/cast.ts'
import { startStack } from '../e2e/stack.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { ensureBuild } from '../ops/build.ts'
import { ATTACKS } from './attack-strings.ts'
import { everyday } from './condense-incidents.ts'
import { printFigure } from './figures.ts'

interface Tick {
  at: number
  delay: number
  wall: number
  cpu: number
  gc: number
}

const PATTERNS = Array.from({ length: 50 }, (_, i) => ({
  name: `p${i}`,
  pattern: `${['(a+)+b', '([a-z]+[0-9]*)*!', '(x|xx)*y{1,20}z', 'a.*b.*c.*d'][i % 4]}q${i}`,
}))

ensureBuild((line) => process.stderr.write(`${line}\n`))
const hook = pathToFileURL(`${import.meta.dirname}/event-loop.mjs`).href
const stack = await startStack(`--import=${hook}`)
try {
  const { session, device } = await openSession('charlie', stack.addresses)
  const headers = {
    'x-lethe-workspace': WORKSPACE.charlie,
    cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  }
  const send = (method: string, path: string, body: unknown) =>
    fetch(stack.addresses.url + path, { method, headers, body: JSON.stringify(body) })
  const bodyOf = (texts: readonly string[]) => ({
    lines: texts.map((text, i) => ({ number: i + 1, text })),
    overrides: [],
  })
  // The first requests load code on the main thread; that happens once, not for each text.
  for (let i = 0; i < 4; i++)
    await (await send('POST', '/api/analyses', bodyOf(everyday(20_000, i).split('\n')))).text()

  const worst: Tick = { at: 0, delay: 0, wall: 0, cpu: 0, gc: 0 }
  let slowest = 0
  const run = async (name: string, texts: readonly string[]) => {
    const from = Date.now()
    const answer = await send('POST', '/api/analyses', bodyOf(texts))
    await answer.text()
    if (answer.status === 401 || answer.status === 409) throw new Error(`${name} was not looked at: ${answer.status}`)
    const ms = Date.now() - from
    await sleep(600)
    const ticks = ticksOf(readFileSync(stack.addresses.log, 'utf8')).filter(({ at }) => at >= from)
    const of = (key: 'delay' | 'cpu' | 'gc') => Math.max(0, ...ticks.map((tick) => tick[key]))
    worst.delay = Math.max(worst.delay, of('delay'))
    worst.cpu = Math.max(worst.cpu, of('cpu'))
    slowest = Math.max(slowest, ms)
    process.stdout.write(
      `${name.padEnd(28)} ${String(answer.status).padEnd(4)} ${String(ms).padStart(6)} ms   delay ${of('delay').toFixed(0).padStart(4)} ms   cpu ${of('cpu').toFixed(0).padStart(4)} ms   gc ${of('gc').toFixed(0).padStart(3)} ms\n`,
    )
  }
  await run('(nothing sent)', ['exit code 1'])
  await run('everyday lines, 480 KB', everyday(400_000, 5).split('\n'))
  for (const [name, texts] of Object.entries(ATTACKS)) await run(name, texts)
  const saved = await send('PUT', '/api/redaction-policy', { patterns: PATTERNS })
  process.stdout.write(`50 patterns saved: ${saved.status}\n`)
  for (const [name, texts] of Object.entries(ATTACKS).slice(0, 4)) await run(`50 patterns: ${name}`.slice(0, 28), texts)
  printFigure({ name: 'longest block of the event loop', value: worst.delay, unit: 'ms', target: 'at most 50' })
  printFigure({ name: 'the same, processor time of the thread', value: worst.cpu, unit: 'ms', target: 'at most 50' })
  printFigure({ name: 'slowest answer to an attack', value: slowest, unit: 'ms' })
} finally {
  await stack.stop()
}

function ticksOf(log: string): Tick[] {
  return [...log.matchAll(/^event-loop (\{.*\})$/gm)].map(([, json]) => JSON.parse(json ?? '') as Tick)
}
