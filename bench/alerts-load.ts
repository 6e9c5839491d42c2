/**
 * node bench/alerts-load.ts
 *
 * Alerts at 300 a second for a minute, over 20 endpoints of 10 workspaces, a fifth of them new, against a production build with
 * the embedded PostgreSQL on disk, limits on, Slack and a model of 50 ms faked at the network: how long a sender waits for its
 * 202, whether anything is lost or analyzed twice, how long the rest takes. Then the rate at which it breaks, and what the
 * receiving path keeps of the throughput of a bare Node server with the same HMAC and the same transaction.
 *
 * `--rate N`, `--seconds N`, `--only load|break|saturation`: a part of it. `--framework`: by the framework's route, not before it.
 */
import { parseArgs } from 'node:util'
import { startFakeAnthropic } from '../e2e/fakes/anthropic.ts'
import { groundedReply } from '../e2e/fakes/anthropic-replies.ts'
import { startFakeSlack } from '../e2e/fakes/slack.ts'
import { ensureBuild } from '../ops/build.ts'
import { readAccounts, untilDrained } from './alerts/accounts.ts'
import { compare, cpuSeconds } from './alerts/saturate.ts'
import { type AlertStack, type Serving, startAlertStack } from './alerts/stack.ts'
import { addSenders, percentile, sendAtRate } from './alerts/traffic.ts'
import { printFigure } from './figures.ts'

const { values } = parseArgs({
  options: {
    rate: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    framework: { type: 'boolean' },
  },
})
const perSecond = Number(values.rate ?? 300)
const seconds = Number(values.seconds ?? 60)
const wants = (part: string) => values.only === undefined || values.only === part
const MODEL_MS = 50

process.once('SIGTERM', () => process.exit(1))
ensureBuild((line) => process.stderr.write(`${line}\n`))
const [model, slack] = [await startFakeAnthropic(), await startFakeSlack()]
model.script(
  ...Array.from({ length: 40_000 }, () => (request: { text: string }) => ({
    reply: groundedReply(request.text),
    delayMs: MODEL_MS,
  })),
)
const stack = await startAlertStack({
  ANTHROPIC_API_KEY: ['sk', 'fake', 'operator'].join('-'),
  ANTHROPIC_BASE_URL: model.url,
  LETHE_OUTBOUND_ALLOW: slack.host,
  LETHE_HOSTED: '0',
})
try {
  const serving = await stack.serve()
  if (wants('load')) await load(stack, serving)
  if (wants('break')) await findBreak(stack, serving)
  if (wants('saturation')) await saturation(stack, serving)
} finally {
  const { closeClients } = await import('../lib/data/prisma.ts')
  await closeClients()
  await stack.stop()
  await Promise.all([model.stop(), slack.close()])
}

async function load(on: AlertStack, serving: Serving): Promise<void> {
  const added = await addSenders(on, { tenants: 10, each: 2, slack: slack.webhookUrl, model: true })
  const senders = added.map((sender) => ({ ...sender, query: values.framework ? '?route' : '' }))
  await warmUp(on, serving, senders)
  const before = await readAccounts(on)
  const cpu = cpuSeconds(serving.process.pid ?? 0)
  const sent = await sendAtRate(() => serving.url, senders, { perSecond, seconds })
  const cpuDuring = cpuSeconds(serving.process.pid ?? 0) - cpu
  const figure = (name: string, value: number, unit: string, target?: string) =>
    printFigure({ name, value, unit, ...(target ? { target } : {}) })
  const times = sent.answers.map(({ ms }) => ms)
  say(`answers by status: ${JSON.stringify(countBy(sent.answers.map(({ status }) => status)))}`)
  say(
    `p99 by five seconds: ${slices(times, perSecond * 5)
      .map((part) => percentile(part, 0.99).toFixed(0))
      .join(', ')} ms`,
  )
  say(`different alerts: ${sent.alerts}; processor of the server: ${cpuDuring.toFixed(1)} s of ${seconds} s`)
  figure(`p50 of the answer at ${perSecond} a second`, percentile(times, 0.5), 'ms')
  figure(`p99 of the answer at ${perSecond} a second`, percentile(times, 0.99), 'ms', 'at most 100')
  figure('slowest answer', Math.max(...times), 'ms')
  figure('answers other than 202', sent.answers.length - sent.taken, '', '0')
  const drained = await untilDrained(on, 600)
  const after = await readAccounts(on)
  const taken = after.rows - before.rows
  say(`states: ${JSON.stringify(after.states)}`)
  say(`requests to the model: ${model.requests.length}; messages in Slack: ${slack.received.length}`)
  figure('answered 202 and not in the accounts', sent.taken - taken, '', '0')
  figure('accepted less the sum of states', after.accepted - after.rows, '', '0')
  figure('analyzed twice', after.twice, '', '0')
  figure('analyses', after.analyses - before.analyses, '')
  figure('drained after', drained, 's', 'at most 300')
}

/** The first requests load code; a server that has just started is not what is measured. */
async function warmUp(on: AlertStack, serving: Serving, senders: Parameters<typeof sendAtRate>[1]): Promise<void> {
  await sendAtRate(() => serving.url, senders, { perSecond: 20, seconds: 3 })
  await untilDrained(on, 120)
}

/** Steps of ten seconds until answers fail, or wait for more than a second. */
async function findBreak(on: AlertStack, serving: Serving): Promise<void> {
  const senders = await addSenders(on, { tenants: 20, each: 2 })
  await warmUp(on, serving, senders)
  let held = 0
  for (const rate of [300, 400, 500, 600, 700, 800, 1_000, 1_200, 1_500]) {
    const { answers, taken } = await sendAtRate(() => serving.url, senders, { perSecond: rate, seconds: 10 })
    const p99 = percentile(
      answers.map(({ ms }) => ms),
      0.99,
    )
    say(`${rate} a second: p99 ${p99.toFixed(0)} ms, ${JSON.stringify(countBy(answers.map(({ status }) => status)))}`)
    if (p99 > 1_000 || taken < answers.length * 0.99) break
    held = rate
  }
  const drained = await untilDrained(on, 900)
  const { accepted, rows, twice } = await readAccounts(on)
  printFigure({ name: 'highest rate with a p99 below a second and every answer 202', value: held, unit: '/s' })
  printFigure({
    name: 'accepted less the sum of states, after breaking',
    value: accepted - rows,
    unit: '',
    target: '0',
  })
  printFigure({ name: 'analyzed twice, after breaking', value: twice, unit: '', target: '0' })
  printFigure({ name: 'drained after breaking', value: drained, unit: 's' })
}

async function saturation(on: AlertStack, serving: Serving): Promise<void> {
  const senders = await addSenders(on, { tenants: 60, each: 2 })
  const rounds = await compare(on, serving, senders, 8)
  for (const { lethe, framework, bare, route } of rounds) {
    say(
      `lethe ${lethe.perSecond.toFixed(0)}/s (p99 ${lethe.p99.toFixed(0)} ms, ${lethe.cpuMs.toFixed(2)} ms of processor, ${lethe.failed} failed); ` +
        `by the framework ${framework.perSecond.toFixed(0)}/s (${framework.cpuMs.toFixed(2)} ms); bare ${bare.perSecond.toFixed(0)}/s (${bare.cpuMs.toFixed(2)} ms, ${bare.failed} failed); a route of Next that does nothing ${route.toFixed(0)}/s`,
    )
  }
  const middle = (list: number[]) => percentile(list, 0.5)
  const of = (pick: (round: (typeof rounds)[number]) => number) => middle(rounds.map(pick))
  const [lethe, bare, route] = [of((r) => r.lethe.perSecond), of((r) => r.bare.perSecond), of((r) => r.route)]
  printFigure({ name: 'deliveries at saturation', value: lethe, unit: '/s' })
  printFigure({ name: 'a bare server with the same HMAC and transaction', value: bare, unit: '/s' })
  printFigure({ name: 'the same by the route of the framework', value: of((r) => r.framework.perSecond), unit: '/s' })
  printFigure({ name: 'ratio', value: lethe / bare, unit: '', target: 'at least 0.4' })
  printFigure({ name: 'a route of Next that does nothing', value: route, unit: '/s' })
}

/** In the order in which they were due. */
function slices(times: readonly number[], each: number): number[][] {
  return Array.from({ length: Math.ceil(times.length / each) }, (_, i) => times.slice(i * each, (i + 1) * each))
}

function countBy(list: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
