import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeAnthropic, type Script, startFakeAnthropic } from '../../e2e/fakes/anthropic.ts'
import { groundedReply } from '../../e2e/fakes/anthropic-replies.ts'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { getAnalysis, listAnalyses } from '../data/analyses.ts'
import { getModelUsage } from '../data/model-usage.ts'
import { changeModelKey, changeModelPolicy } from '../model-policy.ts'
import { FairQueue } from '../queue/fair-queue.ts'
import type { ModelMode } from './analyze/model-policy.ts'
import { COMPLEX_MODEL, FAST_MODEL } from './analyze/models.ts'
import { forgetTokens } from './analyze/token-factor.ts'
import { investigate, type Progress } from './investigate.ts'
import { investigatePasted } from './investigate-pasted.ts'
import { receivePasted } from './receive.ts'
import { recordAnalysis } from './record.ts'
import { closePipelinePool } from './workers/pipeline-pool.ts'

// From pasted lines to the row, with a model between them: the real database, the real threads, Anthropic at the network.

let database: TestDatabase
let cast: Cast
let fake: FakeAnthropic

beforeAll(async () => {
  fake = await startFakeAnthropic()
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  vi.stubEnv('LETHE_OUTBOUND_ALLOW', new URL(fake.url).host)
  vi.stubEnv('ANTHROPIC_API_KEY', 'the-operators-key')
  vi.stubEnv('ANTHROPIC_BASE_URL', fake.url)
  cast = await seedPeople()
}, 60_000)
afterAll(async () => {
  await Promise.all([fake.stop(), closePipelinePool()])
  await database.drop()
  vi.unstubAllEnvs()
})
beforeEach(async () => {
  await admin('truncate model_policies, model_usage, model_reservations')
  fake.requests.length = 0
  fake.clear()
  forgetTokens()
})

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

const LOG = [
  '2026-11-20 09:00:01 INFO order 17 accepted',
  '2026-11-20 09:00:02 ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  '2026-11-20 09:00:03 ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
]
const UNCLEAR = ['2026-11-20 09:00:01 INFO a quiet morning', '2026-11-20 09:00:02 INFO nothing else']

const allow = (mode: ModelMode, limits: { monthlyTokens?: number; monthlyMicroUsd?: number; baseUrl?: string } = {}) =>
  changeModelPolicy(cast.acme, cast.alice.id, {
    ...{ mode, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null },
    ...limits,
  })
const pasted = (lines: readonly string[] = LOG) => ({
  lines: lines.map((text, i) => ({ number: i + 1, text })),
  overrides: [],
})
async function paste(lines = LOG) {
  const told: Progress[] = []
  const member = { tenant: cast.acme, userId: cast.alice.id }
  const answer = await investigatePasted(member, pasted(lines), {}, (progress) => told.push(progress))
  return { ...answer, told, stored: (await getAnalysis(cast.acme, answer.id)).analysis }
}
const stagesOf = (told: readonly Progress[]) =>
  told.map((progress) => (progress.event === 'stage' ? progress.data.stage : progress.event))

describe('who answers', () => {
  it('is the built-in engine until the workspace says otherwise, and no request leaves', async () => {
    const { analysis, told } = await paste()
    expect(analysis).toMatchObject({ engine: 'local', model: null, receipt: { requests: [] } })
    expect(analysis.notice).toBeUndefined()
    expect(stagesOf(told)).toEqual(['redacting', 'condensing', 'storing'])
    expect(fake.requests).toHaveLength(0)
    expect(await admin('select 1 from model_reservations')).toEqual([])
  })

  it('is the fast model where it is chosen; the answer is grounded, stored without quotes, and counted', async () => {
    await allow('fast')
    const { analysis, stored, told } = await paste()
    expect(analysis).toMatchObject({ engine: 'claude', model: FAST_MODEL })
    expect(stored).toMatchObject({ engine: 'claude', model: FAST_MODEL, receipt: { requests: [{ status: 200 }] } })
    expect(JSON.stringify(stored)).not.toContain('"quote"')
    expect(analysis.rootCauses[0]?.evidence[0]?.quote).toContain('HikariPool')
    expect(stagesOf(told)).toEqual(['redacting', 'condensing', 'asking', 'request', 'checking', 'draft', 'storing'])
    const [sent] = told.flatMap((progress) => (progress.event === 'request' ? progress.data : []))
    expect(sent?.body).toBe(fake.requests[0]?.body.toString('utf8'))
    expect(sent?.bodySha256).toBe(stored.receipt.requests[0]?.bodySha256)
    const { tokens, microUsd } = await getModelUsage(cast.acme)
    expect({ tokens, microUsd }).toEqual({
      tokens: analysis.tokens.in + analysis.tokens.out,
      microUsd: stored.receipt.requests[0]?.costMicroUsd,
    })
  })

  it('is the complex model with a second opinion, each request with its receipt', async () => {
    await allow('complex')
    const { stored, told } = await paste()
    expect(stored.model).toBe(COMPLEX_MODEL)
    expect(stored.receipt.requests.map(({ purpose }) => purpose)).toEqual(['analysis', 'second_opinion'])
    expect(stagesOf(told)).toContain('second_opinion')
    expect(await admin('select analyses, requests from model_usage')).toEqual([{ analyses: 1, requests: 2 }])
  })

  it('automatic: fast where a small log names its cause; complex where it does not, or the alert is critical', async () => {
    await allow('automatic')
    expect((await paste()).stored.model).toBe(FAST_MODEL)
    expect((await paste(UNCLEAR)).stored.model).toBe(COMPLEX_MODEL)
    const received = await receivePasted(cast.acme, pasted())
    const { analysis } = await investigate(cast.acme, received, { severity: 'critical' })
    expect(analysis.model).toBe(COMPLEX_MODEL)
    const read = received.lines.map(({ text }) => text).join('\n')
    expect(analysis.receipt.textSha256).toBe(createHash('sha256').update(read).digest('hex'))
  })

  it('is asked with the workspace’s key at the workspace’s address, through the guarded way out', async () => {
    await allow('fast', { baseUrl: fake.url })
    expect((await paste()).stored.notice).toContain('No Anthropic key')
    await changeModelKey(cast.acme, cast.alice.id, { apiKey: 'the-workspaces-key' })
    expect((await paste()).stored.engine).toBe('claude')
    expect(fake.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer the-workspaces-key'])
  })

  it('is the built-in engine where the key cannot be opened, and says so', async () => {
    await allow('fast')
    await admin("update model_policies set sealed_key = 'v1.kffffffff.AAAA.AAAA'")
    const { stored } = await paste()
    expect(stored).toMatchObject({ engine: 'local', notice: expect.stringContaining('could not be read') })
    expect(fake.requests).toHaveLength(0)
  })

  it('is the built-in engine for an alert without a log', async () => {
    await allow('complex')
    const received = await receivePasted(cast.acme, pasted())
    const { analysis } = await investigate(cast.acme, received, { severity: 'critical', hasLog: false })
    expect(analysis).toMatchObject({ engine: 'local', notice: expect.stringContaining('no log text') })
    expect(fake.requests).toHaveLength(0)
  })
})

describe('every other outcome is stored with its reason and its receipts', () => {
  const overloaded: Script = { status: 529, headers: { 'retry-after-ms': '5' } }
  const busy: Script = { status: 429, headers: { 'retry-after-ms': '5' } }
  const cases: [string, Script[], RegExp, (number | null)[]][] = [
    ['a refusal', [{ refusal: 'cyber' }], /declined/, [200]],
    ['a cut answer', [{ reply: '{"title":"x', stopReason: 'max_tokens' }], /length limit/, [200]],
    ['invalid JSON, also after a repair', [{ reply: 'no' }, { reply: '[]' }], /could not be read/, [200, 200]],
    ['400', [{ status: 400 }], /did not accept/, [400]],
    ['401', [{ status: 401 }], /not accepted/, [401]],
    ['403', [{ status: 403 }], /may not use/, [403]],
    ['413', [{ status: 413 }], /too large/, [413]],
    ['429, three times', [busy, busy, busy], /rate limit/, [429, 429, 429]],
    ['529, three times', [overloaded, overloaded, overloaded], /overloaded/, [529, 529, 529]],
    ['a lost connection', [{ cut: 'before_answer' }, { cut: 'before_answer' }], /could not be reached/, [null, null]],
    ['a connection lost in the answer', [{ cut: 'within_answer' }, { cut: 'within_answer' }], /broke/, [200, 200]],
  ]

  it.each(cases)('%s', async (_, steps, notice, statuses) => {
    await allow('fast')
    fake.script(...steps)
    const { stored } = await paste()
    expect(stored).toMatchObject({ engine: 'local', model: null, notice: expect.stringMatching(notice) })
    expect(stored.notice).toContain('built-in engine answered')
    expect(stored.rootCauses.length).toBeGreaterThan(0)
    expect(stored.receipt.requests.map(({ status }) => status)).toEqual(statuses)
    expect(await admin('select 1 from model_reservations where settled_at is null')).toEqual([])
    expect(await admin('select analyses, requests from model_usage')).toEqual([
      { analyses: 1, requests: statuses.length },
    ])
  })

  it('a repaired answer is an answer, and both requests are paid and counted', async () => {
    await allow('fast')
    fake.script({ reply: 'Sure! {', usage: { input_tokens: 1_000, output_tokens: 10 } }, (request) => ({
      reply: groundedReply(request.text),
      usage: { input_tokens: 1_100, output_tokens: 400 },
    }))
    const { stored, told } = await paste()
    expect(stored.engine).toBe('claude')
    expect(stagesOf(told)).toContain('repairing')
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 2_510 })
  })

  it('tokens of an answer that was of no use are counted all the same', async () => {
    await allow('fast')
    const used = { usage: { input_tokens: 900, output_tokens: 100 } }
    fake.script({ reply: 'no', ...used }, { reply: 'no', ...used })
    expect((await paste()).stored.engine).toBe('local')
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 2_000 })
  })

  it('a reply that reports a thousand million tokens is stored all the same', async () => {
    await allow('complex')
    const usage = {
      input_tokens: 1e12,
      output_tokens: 1e12,
      cache_creation_input_tokens: 1e12,
      cache_read_input_tokens: 1e12,
    }
    const boasting: Script = (request) => ({ reply: groundedReply(request.text), usage })
    fake.script(boasting, boasting)
    const { stored } = await paste()
    expect(stored.engine).toBe('claude')
    expect((await getModelUsage(cast.acme)).tokens).toBe(stored.tokens.in + stored.tokens.out)
  })

  it('whoever watches cannot break it', async () => {
    await allow('fast')
    const received = await receivePasted(cast.acme, pasted())
    let told = 0
    const { analysis } = await investigate(cast.acme, received, {
      watch: ({ event, data }) => {
        told++
        if (event !== 'stage' || data.stage !== 'condensing') throw new Error('gone')
      },
    })
    expect([analysis.engine, told > 3]).toEqual(['claude', true])
  })
})

describe('limits', () => {
  /** Of fifty these would be 250,000 tokens. A small log on the fast model reserves about 19,000. */
  const USAGE = { input_tokens: 3_000, output_tokens: 2_000 }

  it('are not passed by fifty analyses side by side, nor is one counted twice', async () => {
    await allow('fast', { monthlyTokens: 100_000 })
    const slow: Script = (request) => ({ reply: groundedReply(request.text), usage: USAGE, delayMs: 1_500 })
    fake.script(...Array.from({ length: 50 }, () => slow))
    const received = await receivePasted(cast.acme, pasted())
    const threads = new FairQueue({ concurrency: 2, maxWaitingEach: 50, maxWaiting: 50 })
    const turn = <T>(work: () => Promise<T>) => threads.run('acme', work)
    const answers = await Promise.all(Array.from({ length: 50 }, () => investigate(cast.acme, received, { turn })))
    await Promise.all(answers.map(({ settled }) => settled))
    const analyses = answers.map(({ analysis }) => analysis)
    const asked = analyses.filter(({ engine }) => engine === 'claude')
    const refused = analyses.filter(({ engine }) => engine === 'local')
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.length + refused.length).toBe(50)
    for (const { notice } of refused) expect(notice).toContain('monthly limit')
    expect(fake.requests).toHaveLength(asked.length)
    expect(asked.length * 5_000).toBeLessThanOrEqual(100_000)
    const used = await getModelUsage(cast.acme)
    expect(used.tokens).toBe(asked.length * 5_000)
    expect(await admin('select analyses from model_usage')).toEqual([{ analyses: asked.length }])
  })

  it('of money, too: what is left decides, and the page is told', async () => {
    await allow('complex', { monthlyMicroUsd: 170_000 })
    fake.script((request) => ({
      reply: groundedReply(request.text),
      usage: { input_tokens: 2_000, output_tokens: 1_000 },
    }))
    expect((await paste()).stored.engine).toBe('claude')
    const { stored } = await paste()
    expect(stored).toMatchObject({ engine: 'local', notice: expect.stringContaining('monthly limit') })
    expect((await getModelUsage(cast.acme)).microUsd).toBeLessThanOrEqual(170_000)
  })

  it('of one workspace are not another’s', async () => {
    await allow('fast', { monthlyTokens: 0 })
    await changeModelPolicy(cast.other, cast.charlie.id, {
      ...{ mode: 'fast', baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null },
    })
    const received = await receivePasted(cast.other, pasted())
    expect((await investigate(cast.other, received)).analysis.engine).toBe('claude')
    expect((await paste()).stored.engine).toBe('local')
    expect(await getModelUsage(cast.acme)).toMatchObject({ tokens: 0 })
  })
})

describe('what leaves and what stays', () => {
  const MARKER = 'quetzalmarker'
  const address = ['dora', 'customer.example'].join('@')
  const lines = [...LOG, `2026-11-20 09:00:04 ERROR no mail to ${address} (${MARKER})`]

  it('nothing of us stands in a request: no workspace, no person, no id, no key in its body', async () => {
    await allow('complex')
    await paste(lines)
    const ours = await admin<{ id: string }>(
      'select id::text from tenants union select id::text from users union select id::text from memberships union select id::text from analyses union select email from users union select name from tenants union select slug from tenants union select coalesce(name, email) from users',
    )
    expect(ours.length).toBeGreaterThan(8)
    for (const { headers, body, path } of fake.requests) {
      const said = `${path}\n${JSON.stringify({ ...headers, host: '' })}\n${body.toString('utf8')}`.toLowerCase()
      // Slugs of the cast are words of everyday language: they are looked for as whole words.
      for (const { id } of ours)
        expect(said).not.toMatch(new RegExp(`\\b${id.toLowerCase().replace(/[.]/g, '\\.')}\\b`))
      expect(body.toString('utf8')).not.toContain('the-operators-key')
      expect(said).not.toContain(address)
      expect(said).toContain(MARKER)
    }
  })

  it('nothing of the log or of a reply that quotes it is in the database', async () => {
    await allow('fast')
    fake.script((request) => {
      const reply = groundedReply(request.text)
      const line = `no mail to the customer (${MARKER})`
      const causes = reply.causes.map((cause) => ({ ...cause, summary: line, component: MARKER }))
      const steps = { actions: [`${line}: \`echo ${MARKER}\``], ruledOut: [`${line}: ${line}`], killTest: line }
      return {
        reply: { ...reply, title: line, summary: `${line}. ${line}`, causes, ...steps, gaps: [line], involve: line },
      }
    })
    const { stored } = await paste(lines)
    expect(stored.engine).toBe('claude')
    const tables = await admin<{ name: string }>(
      "select format('%I', tablename) as name from pg_tables where schemaname = 'public'",
    )
    for (const { name } of tables) {
      const rows = JSON.stringify(await admin(`select to_jsonb(t) as row from ${name} t`))
      for (const trace of [MARKER, address, 'order 17']) expect(rows, name).not.toContain(trace)
    }
  })

  it('what a client computed or a reply claims about who measured is not believed', async () => {
    await allow('fast')
    const { stored } = await paste()
    expect(stored.receipt.requests[0]).toMatchObject({
      measuredBy: 'server',
      retention: expect.stringContaining('agreed'),
    })
  })
})

it('a recorded answer keeps its notice', async () => {
  await allow('fast', { monthlyTokens: 1 })
  const received = await receivePasted(cast.acme, pasted())
  const found = await investigate(cast.acme, received)
  const { id } = await recordAnalysis(cast.acme, { userId: null, source: 'paste' }, received, found)
  expect((await getAnalysis(cast.acme, id)).analysis.notice).toBe(found.analysis.notice)
  expect((await listAnalyses(cast.acme)).items[0]?.engine).toBe('local')
})
