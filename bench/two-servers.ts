/**
 * npm run test:two-servers
 *
 * Two servers behind a small proxy, on the PostgreSQL and the Redis of the system's packages: a session, a stream, the limits and
 * the queue across both, then a rolling restart under load that loses nothing.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSession } from '../e2e/cast.ts'
import { startFakeAnthropic } from '../e2e/fakes/anthropic.ts'
import { groundedReply } from '../e2e/fakes/anthropic-replies.ts'
import { startFakeSlack } from '../e2e/fakes/slack.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { DEFAULT_LIMITS } from '../lib/rate-limits.ts'
import { ensureBuild } from '../ops/build.ts'
import { freePort } from '../ops/free-port.ts'
import { startTestRedis } from '../ops/test-redis.ts'
import { readAccounts, untilDrained } from './alerts/accounts.ts'
import { check } from './alerts/checks.ts'
import { startAlertStack } from './alerts/stack.ts'
import { addSenders, sendAtRate } from './alerts/traffic.ts'
import { type RoundRobin, startRoundRobin } from './servers/round-robin.ts'
import { startSystemPostgres } from './servers/system-postgres.ts'

ensureBuild((line) => process.stdout.write(`${line}\n`))
let failed = 0
const hold = (what: string, ok: boolean, value: unknown) => {
  if (!ok) failed++
  process.stdout.write(`   ${ok ? 'ok    ' : 'FAILED'} ${what}: ${String(value)}\n`)
}

const [model, slack, redis, port] = [
  await startFakeAnthropic(),
  await startFakeSlack(),
  await startTestRedis(),
  await freePort(),
]
model.script(
  ...Array.from({ length: 5_000 }, () => (request: { text: string }) => ({
    reply: groundedReply(request.text),
    delayMs: 50,
  })),
)
const marker = `zq${randomBytes(6).toString('hex')}`
const stack = await startAlertStack(
  {
    LETHE_PLAN: 'enterprise',
    NEXTAUTH_URL: `http://localhost:${port}`,
    REDIS_URL: redis.url,
    ANTHROPIC_API_KEY: ['sk', 'fake', 'operator'].join('-'),
    ANTHROPIC_BASE_URL: model.url,
    LETHE_OUTBOUND_ALLOW: slack.host,
    LETHE_HOSTED: '0',
  },
  undefined,
  startSystemPostgres,
)
const first = [await stack.serve(), await stack.serve()]
const proxy = await startRoundRobin(
  first.map(({ url }) => url),
  port,
)
try {
  process.stdout.write(`PostgreSQL ${stack.version ?? 'embedded'} and Redis of the system, two servers\n`)
  await session(proxy)
  await limits(proxy)
  await stream(proxy)
  await rolling(proxy)
} finally {
  const { closeClients } = await import('../lib/data/prisma.ts')
  await closeClients()
  await proxy.close()
  await stack.stop()
  await Promise.all([model.stop(), slack.close(), redis.stop()])
}
process.stdout.write(failed === 0 ? '\nEverything held.\n' : `\n${failed} did not hold.\n`)
process.exitCode = failed === 0 ? 0 : 1

async function cookie(): Promise<string> {
  const { adminUrl, home, dataDir, tmp, log } = stack
  const identity = { url: '', issuer: '', clientId: '', clientSecret: '' }
  const at = { adminUrl, home, dataDir, tmp, log, identity, dns: '', url: proxy.url }
  const { session, device } = await openSession('alice', at)
  return `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`
}

async function session(at: RoundRobin): Promise<void> {
  const headers = { cookie: await cookie(), 'sec-fetch-site': 'same-origin' }
  const open = async () =>
    Promise.all(first.map(async ({ url }) => (await fetch(`${url}/analyze`, { headers, redirect: 'manual' })).status))
  hold('a session is known to both', String(await open()) === '200,200', await open())
  // Another session of the same person ends all the others.
  const ended = await fetch(`${at.url}/api/sessions`, {
    method: 'DELETE',
    headers: { ...headers, cookie: await cookie(), 'x-lethe-workspace': 'acme' },
  })
  const after = await open()
  hold(
    'ended through the proxy, it is refused by both',
    after.every((status) => status !== 200),
    `${ended.status}, then ${after}`,
  )
}

/** One address knocks more often than it may, at whichever server has its turn. */
async function limits(at: RoundRobin): Promise<void> {
  const allowed = DEFAULT_LIMITS.sign_in.address
  const before = new Map(at.served)
  const answers: number[] = []
  for (let sent = 0; sent < allowed + 40; sent += 20) {
    const some = Array.from({ length: 20 }, () =>
      fetch(`${at.url}/api/auth/csrf`, { headers: { 'x-forwarded-for': '203.0.113.77' } }),
    )
    answers.push(...(await Promise.all(some)).map(({ status }) => status))
  }
  const passed = answers.filter((status) => status === 200).length
  hold(
    'one address passes as often as it may, over both together',
    passed === allowed,
    `${passed} of ${answers.length}`,
  )
  const each = first.map(({ url }) => (at.served.get(url) ?? 0) - (before.get(url) ?? 0))
  hold(
    'both had their turns',
    each.every((count) => count > allowed / 3),
    each,
  )
}

async function stream(at: RoundRobin): Promise<void> {
  const headers = { cookie: await cookie(), 'sec-fetch-site': 'same-origin', 'x-lethe-workspace': 'acme' }
  const lines = ['INFO start', 'FATAL: sorry, too many clients already', 'ERROR exit code 1']
  const answer = await fetch(`${at.url}/api/analyses`, {
    method: 'POST',
    headers: { ...headers, accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ lines: lines.map((text, i) => ({ number: i + 1, text })), overrides: [] }),
  })
  const text = await answer.text()
  const events = [...text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name)
  const id = /"id":"([0-9a-f-]{36})"/.exec(text)?.[1] ?? 'none'
  hold('an analysis comes as a stream through the proxy', events.length > 2, events.join(' '))
  const pages = await Promise.all(
    first.map(async ({ url }) => (await fetch(`${url}/analyses/${id}`, { headers })).status),
  )
  hold('and both servers show it', String(pages) === '200,200', pages)
}

/** One after the other is told to end while alerts come, and another takes its place. */
async function rolling(at: RoundRobin): Promise<void> {
  const senders = await addSenders(stack, { tenants: 4, each: 2, slack: slack.webhookUrl, model: true })
  const replaced = (async () => {
    for (const old of first) {
      await sleep(4_000)
      const next = await stack.serve()
      at.replace(old.url, next.url)
      await old.end()
    }
  })()
  const sent = await sendAtRate(() => at.url, senders, { perSecond: 40, seconds: 30, marker })
  await replaced
  const drained = await untilDrained(stack, 240)
  const unanswered = sent.answers.filter(({ status }) => status === 0).length
  hold('every delivery was answered 202', sent.taken === sent.answers.length, `${sent.taken} of ${sent.answers.length}`)
  hold('both new servers worked', [...at.served.values()].filter((count) => count > 20).length === 4, [
    ...at.served.values(),
  ])
  for (const { what, value, wanted } of await check(stack, slack, { taken: sent.taken, unanswered, marker }))
    hold(what, wanted(value), value)
  const { states } = await readAccounts(stack)
  hold(
    'nothing was interrupted',
    (states.interrupted ?? 0) === 0,
    `${states.interrupted ?? 0}, drained in ${drained.toFixed(0)} s`,
  )
}
