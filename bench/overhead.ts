/**
 * node bench/overhead.ts [--runs 60]
 *
 * What Lethe adds around a model that answers at once (a fake at the network, in a process of its own). For an alert: from the
 * signed request's bytes to the stored answer, in this process, with the real database and worker threads, no channel set up.
 * For 10 MB: the command line's path, from the raw text to the checked answer; a browser walks the same functions up to the
 * request, in its own worker. Then what is sent and what it costs, against sending the raw log.
 */

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { standardHeaders } from '../e2e/fakes/standard-sender.ts'
import { findAnalysis } from '../lib/data/analyses.ts'
import { listDeliveries } from '../lib/data/deliveries.ts'
import { closeClients } from '../lib/data/prisma.ts'
import { completeEnv, parseEnv } from '../lib/env.ts'
import { ensureKeyRing } from '../lib/keyring.ts'
import { changeModelPolicy } from '../lib/model-policy.ts'
import { analyzeWithClaude } from '../lib/pipeline/analyze/analyze.ts'
import { COMPLEX_MODEL, FAST_MODEL, priceOf } from '../lib/pipeline/analyze/models.ts'
import { analysisRequest, tokensOf } from '../lib/pipeline/analyze/request.ts'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { estimateTokens } from '../lib/pipeline/condense/tokens.ts'
import { diagnose } from '../lib/pipeline/diagnose/diagnose.ts'
import { receiveAlert } from '../lib/pipeline/receive-alert.ts'
import { redact } from '../lib/pipeline/redact/redact.ts'
import { closePipelinePool } from '../lib/pipeline/workers/pipeline-pool.ts'
import { addSource } from '../lib/sources.ts'
import { migrate, openRoles } from '../ops/migrate.ts'
import { startTestPostgres } from '../ops/test-postgres.ts'
import { seedPeople } from '../prisma/seed.ts'
import { everyday } from './condense-incidents.ts'
import { printFigure } from './figures.ts'

const { values } = parseArgs({ options: { runs: { type: 'string' } } })
const runs = Number(values.runs ?? 60)
/** The compiler is at work for about fifteen: 150 ms each become 115. A server that has just started is not what is measured. */
const WARM_UP = 15
const print = (line: string) => process.stdout.write(`${line}\n`)

interface Times {
  p50: number
  p95: number
  max: number
  /** Processor time of this process, threads included, for one: what a busy machine does not stretch. */
  cpu: number
}

/** What `work` returns is run after the clock has stopped: the check that it did what it is measured for. */
async function measure(work: (run: number) => Promise<() => Promise<void>>, count: number): Promise<Times> {
  for (let i = 0; i < WARM_UP; i++) await (await work(i))()
  const times: number[] = []
  const before = process.cpuUsage()
  for (let i = 0; i < count; i++) {
    const from = performance.now()
    const check = await work(WARM_UP + i)
    times.push(performance.now() - from)
    await check()
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95), max: at(1), cpu: (user + system) / 1_000 / count }
}

function show(name: string, { p50, p95, max, cpu }: Times): void {
  const ms = (value: number) => `${value.toFixed(0).padStart(5)} ms`
  print(`${name.padEnd(58)} p50 ${ms(p50)}   p95 ${ms(p95)}   max ${ms(max)}   processor ${ms(cpu)}`)
}

/** The failing lines at the end, among everyday ones, so that there is something to find. */
function incident(bytes: number, seed: number): string {
  const tail = [
    '2031-02-04T09:00:02Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
    '2031-02-04T09:00:03Z ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
  ]
  return `${everyday(bytes - 400, seed)}\n${tail.join('\n')}`.slice(-bytes)
}

/** A title of its own for each: alerts that say the same share an analysis, and numbers do not tell them apart. */
const letters = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')

const missing = (): never => {
  throw new Error('fewer alerts were made than runs')
}

/** In a process of its own: its work is not ours. */
async function startFake(): Promise<{ url: string; stop(): void }> {
  const script = `import('${new URL('../e2e/fakes/anthropic.ts', import.meta.url)}').then(async ({ startFakeAnthropic }) => {
    const fake = await startFakeAnthropic()
    setInterval(() => { fake.requests.length = 0 }, 1_000)
    process.stdout.write(fake.url)
  })`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [url] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: url.toString(), stop: () => void child.kill() }
}

async function alerts(fakeUrl: string): Promise<void> {
  const postgres = await startTestPostgres()
  const settings = { ...parseEnv({ LETHE_HOME: postgres.home }), databaseUrl: postgres.ownerUrl }
  await migrate({ ownerUrl: postgres.ownerUrl })
  await openRoles(settings, ensureKeyRing(join(postgres.home, 'keys')))
  const { databaseAppUrl, databaseDoorUrl } = completeEnv(settings)
  Object.assign(process.env, {
    ...{ LETHE_HOME: postgres.home, DATABASE_APP_URL: databaseAppUrl, DATABASE_DOOR_URL: databaseDoorUrl },
    ...{ ANTHROPIC_API_KEY: 'bench', ANTHROPIC_BASE_URL: fakeUrl, LETHE_PLAN: 'enterprise' },
  })
  try {
    const { acme, alice } = await seedPeople()
    const { source, secret } = await addSource(acme, alice.id, { kind: 'standard', name: 'bench' })
    const post = async (kB: number, title: string, seed: number) => {
      const data = { id: randomUUID(), title, severity: 'high', logs: incident(kB * 1_000, seed) }
      const body = JSON.stringify({ type: 'alert.triggered', data })
      const [id, at] = [`msg_${randomUUID()}`, new Date()]
      const headers = {
        ...standardHeaders(secret, { id, at, body }),
      }
      return { headers, raw: Buffer.from(body), pathToken: null }
    }
    const answered = async (delivery: Awaited<ReturnType<typeof post>>, engine: string) => {
      const { accepted, work } = await receiveAlert(source.id, delivery)
      if (!accepted || !work) throw new Error('the alert was not taken')
      await work()
      return async () => {
        const [last] = (await listDeliveries(acme, { limit: 1 })).items
        const found = await findAnalysis(acme, last?.analysisId ?? '')
        if (found?.analysis.engine !== engine) throw new Error(`the alert is ${last?.state}, not answered by ${engine}`)
      }
    }
    for (const [mode, engine] of [
      ['local_only', 'local'],
      ['fast', 'claude'],
      ['complex', 'claude'],
    ] as const) {
      await changeModelPolicy(acme, alice.id, { mode, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null })
      // Made beforehand: writing the log is not ours to measure.
      const made = await Promise.all(
        Array.from({ length: runs + WARM_UP }, (_, i) => post(1_000, `${mode} ${letters(i)}`, i)),
      )
      const times = await measure((run) => answered(made[run] ?? missing(), engine), runs)
      show(`alert of 1 MB, ${mode.replace('_', ' ')}, from the request to the stored answer`, times)
      if (mode === 'fast')
        printFigure({
          name: 'around the model, alert of 1 MB, p95',
          value: times.p95,
          unit: 'ms',
          target: 'at most 150',
        })
    }
  } finally {
    await closePipelinePool()
    await closeClients()
    await postgres.stop()
  }
}

async function tenMegabytes(fakeUrl: string): Promise<void> {
  const access = { apiKey: 'bench', baseUrl: fakeUrl, baseUrlFrom: 'operator' as const }
  const logs = Array.from({ length: 3 }, (_, i) => incident(10_000_000, i))
  let sent = 0
  const times = await measure(
    async (run) => {
      const log = condense(redact(logs[run % logs.length] ?? '').text, { now: Date.now() })
      const outcome = await analyzeWithClaude(log, diagnose(log), {
        ...{ access, model: FAST_MODEL, measuredBy: 'cli' },
        onRequest: (body) => {
          sent = body.byteLength
        },
      })
      return async () => {
        if (outcome.kind !== 'answered') throw new Error(outcome.sentence)
      }
    },
    Math.max(5, Math.round(runs / 3)),
  )
  show('10 MB of text, command line: redact, condense, ask, check', times)
  print(`  bytes sent: ${sent.toLocaleString('en')} of 10,000,000`)
  printFigure({
    name: 'around the model, 10 MB on the command line, p95',
    value: times.p95,
    unit: 'ms',
    target: 'at most 1,200',
  })
}

function costs(): void {
  print('\ntokens and cost of one request, by estimate and list price (fast | complex)')
  let most = 0
  for (const [name, bytes] of [
    ['100 kB', 1e5],
    ['1 MB', 1e6],
    ['10 MB', 1e7],
  ] as const) {
    const raw = incident(bytes, 7)
    const request = analysisRequest(condense(redact(raw).text, { now: Date.now() }), FAST_MODEL)
    const [rawTokens, tokens] = [estimateTokens(raw), tokensOf(request)]
    most = Math.max(most, tokens)
    const price = (count: number) =>
      ([FAST_MODEL, COMPLEX_MODEL] as const)
        .map((model) => `$${(priceOf(model, count, 1_000) / 1e6).toFixed(4)}`)
        .join(' | ')
    print(
      `  ${name.padStart(6)}: raw ${rawTokens.toLocaleString('en').padStart(10)} tokens ${price(rawTokens)}   sent ${tokens.toLocaleString('en')} tokens ${price(tokens)}   ${(rawTokens / tokens).toFixed(0)} times fewer`,
    )
    if (bytes === 1e7) {
      printFigure({ name: 'raw log of 10 MB against what is sent, tokens', value: rawTokens / tokens, unit: 'times' })
      if (rawTokens > 1_000_000) print('          (raw, it would not fit into the model’s window of 1,000,000 tokens)')
    }
  }
  printFigure({ name: 'tokens sent at the default budget', value: most, unit: 'tokens', target: 'at most 9,000' })
}

const fake = await startFake()
try {
  await alerts(fake.url)
  await tenMegabytes(fake.url)
  costs()
} finally {
  fake.stop()
}
