/**
 * npm run test:faults [-- NAME ...]
 *
 * Alerts under load while something breaks: the server is killed at twenty moments, the database or Redis is restarted, the model
 * hangs, Slack answers 500, the clock moves, the disk is full, one of two servers dies. After each, what was accepted must be the
 * sum of what became of it, nothing analyzed or told twice, and nothing of the logs at rest.
 *
 * Each fault has a house, a process and a time of its own; several are under way at once, since most of each is waiting.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { startFakeAnthropic } from '../e2e/fakes/anthropic.ts'
import { startFakeSlack } from '../e2e/fakes/slack.ts'
import { ensureBuild } from '../ops/build.ts'
import { check } from './alerts/checks.ts'
import { FAULTS, type Fault, type Scene } from './alerts/faults.ts'
import { type AlertStack, startAlertStack } from './alerts/stack.ts'

const AT_ONCE = 3
/** Leases last a minute, a moved clock is not believed for another, messages are tried again for two. */
const MAX_MS = 330_000

/** Then it says what it waits for, while it can. */
const LATE_MS = 300_000

const [first, ...rest] = process.argv.slice(2)
if (first === '--alone') await alone(rest[0] ?? '')
else await all(first === undefined ? Object.keys(FAULTS) : [first, ...rest])

async function all(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(FAULTS, name))
  if (unknown.length > 0)
    throw new Error(`There is no fault ${unknown.join(', ')}. There are: ${Object.keys(FAULTS).join(', ')}.`)
  ensureBuild((line) => process.stdout.write(`${line}\n`))
  const waiting = [...names]
  const failed: string[] = []
  const lane = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await inItsProcess(name))) failed.push(name)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  process.stdout.write(failed.length === 0 ? '\nEverything held.\n' : `\nDid not hold: ${failed.join(', ')}.\n`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

/** True where everything held. What it says is printed when it has ended, so that faults side by side can be read. */
function inItsProcess(name: string): Promise<boolean> {
  const from = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, '--alone', name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MAX_MS,
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      const seconds = ((performance.now() - from) / 1_000).toFixed(0)
      const late = signal === null ? '' : `   FAILED it did not end within ${MAX_MS / 1_000} s\n`
      const about = FAULTS[name]?.about ?? ''
      process.stdout.write(`\n── ${name}: ${about}\n${Buffer.concat(said).toString('utf8')}${late}   ${seconds} s\n`)
      resolve(code === 0)
    })
  })
}

async function alone(name: string): Promise<void> {
  const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined
  if (!fault) throw new Error(`There is no fault ${name}.`)
  // What was asked to end takes its database and its disk along.
  process.once('SIGTERM', () => process.exit(1))
  const failures = await inItsHouse(fault).catch((error: unknown) => {
    process.stdout.write(`   FAILED ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
  process.exit(failures === 0 ? 0 : 1)
}

async function inItsHouse(fault: Fault): Promise<number> {
  const [model, slack] = [await startFakeAnthropic(), await startFakeSlack()]
  // A plain word: only the guard keeps it out of what is stored.
  const marker = `zq${randomBytes(6).toString('hex')}`
  const settings = {
    ...(await fault.settings?.()),
    ANTHROPIC_API_KEY: ['sk', 'fake', 'operator'].join('-'),
    ANTHROPIC_BASE_URL: model.url,
    LETHE_OUTBOUND_ALLOW: slack.host,
    LETHE_HOSTED: '0',
  }
  let failures = 0
  const stack = await startAlertStack(settings, fault.place?.())
  const late = setTimeout(() => void tellWhatWaits(stack), LATE_MS)
  try {
    const scene: Scene = { stack, slack, model, marker }
    const sent = await fault.run(scene)
    for (const { what, value, wanted, said } of await check(stack, slack, { ...sent, marker })) {
      const ok = wanted(value)
      if (!ok) failures++
      process.stdout.write(`   ${ok ? 'ok    ' : 'FAILED'} ${what}: ${value}${ok ? '' : ` (wanted: ${said})`}\n`)
    }
  } catch (error) {
    await tellWhatWaits(stack)
    throw error
  } finally {
    clearTimeout(late)
    const { closeClients } = await import('../lib/data/prisma.ts')
    await closeClients()
    await stack.stop()
    await fault.clean?.()
    await Promise.all([model.stop(), slack.close()])
  }
  return failures
}

async function tellWhatWaits({ query, log }: AlertStack): Promise<void> {
  const waits = await query(
    `select 'delivery' as what, d.state::text as state, count(*)::int as count, max(d.lease_until)::text as until
       from deliveries d where d.state in ('received', 'analyzing') or (d.state = 'interrupted' and d.recovered_at is null) group by 1, 2
     union all select 'message', state::text, count(*)::int, max(next_attempt_at)::text from notifications
       where state in ('pending', 'sending') group by 1, 2`,
  ).catch((error: unknown) => error)
  process.stdout.write(`   what waits: ${JSON.stringify(waits)}\n${readFileSync(log, 'utf8').slice(-4_000)}\n`)
}
