import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeAnthropic, type Script, startFakeAnthropic } from '../../../e2e/fakes/anthropic.ts'
import { groundedReply, MILD_OPINION } from '../../../e2e/fakes/anthropic-replies.ts'
import { diagnosisSchema, egressSchema } from '../analysis.ts'
import { analyzeWithClaude, type ClaudeOptions } from './analyze.ts'
import { EXAMPLE_LOCAL, exampleLog } from './example-case.ts'
import { COMPLEX_MODEL, FAST_MODEL } from './models.ts'

const LOG = exampleLog()
const LOCAL = EXAMPLE_LOCAL

let fake: FakeAnthropic
beforeAll(async () => {
  fake = await startFakeAnthropic({ keys: ['the-key'] })
})
afterAll(() => fake.stop())
beforeEach(() => {
  fake.requests.length = 0
})

function ask(changes: Partial<ClaudeOptions> = {}, ...steps: Script[]) {
  fake.script(...steps)
  return analyzeWithClaude(LOG, LOCAL, {
    access: { apiKey: 'the-key', baseUrl: fake.url, baseUrlFrom: 'operator', retention: 'Zero data retention.' },
    model: FAST_MODEL,
    ...changes,
  })
}

const OVERLOADED: Script = { status: 529, type: 'overloaded_error', headers: { 'retry-after-ms': '5' } }

describe('an answer', () => {
  it('is grounded, within its schema, and has a receipt of the exact bytes', async () => {
    const bodies: Uint8Array[] = []
    const outcome = await ask({ onRequest: (body) => bodies.push(body) })
    if (outcome.kind !== 'answered') throw new Error(outcome.reason)
    expect(diagnosisSchema.parse(outcome.diagnosis).rootCauses[0]?.evidence.map(({ line }) => line)).toContain(2)
    const [request] = fake.requests
    const sha256 = createHash('sha256')
      .update(request?.body ?? '')
      .digest('hex')
    expect(outcome.requests).toEqual([
      expect.objectContaining({
        purpose: 'analysis',
        model: FAST_MODEL,
        host: new URL(fake.url).host,
        bodySha256: sha256,
        bytesOut: request?.body.length,
        status: 200,
        measuredBy: 'server',
        retention: 'Zero data retention.',
      }),
    ])
    expect(egressSchema.safeParse(outcome.requests[0]).success).toBe(true)
    expect(Buffer.from(bodies[0] ?? []).equals(request?.body ?? Buffer.alloc(0))).toBe(true)
    expect(outcome.tokens.in).toBe(outcome.requests[0]?.tokensOut)
    expect(outcome.costMicroUsd).toBeGreaterThan(0)
  })

  it('tells the receiver nothing of this machine: no system, processor, runtime, no header from the environment', async () => {
    await ask()
    const ours = Object.keys(fake.requests[0]?.headers ?? {}).filter(
      (name) => !/^(?:host|connection|content-length|accept-.*|sec-fetch-mode)$/.test(name),
    )
    expect(ours.sort()).toEqual(['accept', 'anthropic-version', 'authorization', 'content-type', 'user-agent'])
    expect(fake.requests[0]?.headers['user-agent']).not.toMatch(/linux|node|x64/i)
  })

  it('sends nothing that the environment of this process holds for the vendor’s own tools', async () => {
    const planted = 'x-workspace: quillfeather'
    vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', planted)
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'quillfeather-token')
    vi.stubEnv('ANTHROPIC_BASE_URL', 'http://127.0.0.1:1')
    vi.stubEnv('ANTHROPIC_LOG', 'debug')
    const outcome = await ask().finally(() => vi.unstubAllEnvs())
    expect(outcome.kind).toBe('answered')
    const [request] = fake.requests
    expect(`${JSON.stringify(request?.headers)}${request?.body}`).not.toContain('quillfeather')
  })

  it('comes with a second opinion from the complex model, which may only lower', async () => {
    const outcome = await ask(
      { model: COMPLEX_MODEL },
      { reply: groundedReply('2\tERROR HikariPool-1 - Connection is not available') },
      { reply: { ...MILD_OPINION, confidence: 0.1 } },
    )
    if (outcome.kind !== 'answered') throw new Error(outcome.reason)
    expect(outcome.requests.map(({ purpose }) => purpose)).toEqual(['analysis', 'second_opinion'])
    expect(outcome.diagnosis.confidence).toBeLessThan(0.5)
    expect(outcome.diagnosis.ruledOut.map(({ hypothesis }) => hypothesis)).toContain('A full disk')
    expect(outcome.diagnosis.killTest?.command).toBe('ps -ef')
  })

  it('stands when the second opinion fails, and says so', async () => {
    const outcome = await ask({ model: COMPLEX_MODEL }, (request) => ({ reply: groundedReply(request.text) }), {
      refusal: null,
    })
    if (outcome.kind !== 'answered') throw new Error(outcome.reason)
    expect(outcome.diagnosis.dataGaps.join()).toContain('second opinion')
  })

  it('is repaired once where the first reply is no JSON', async () => {
    const outcome = await ask({}, { reply: 'Sure! Here is the JSON: {' })
    expect(outcome.kind).toBe('answered')
    expect(outcome.requests.map(({ purpose }) => purpose)).toEqual(['analysis', 'repair'])
    expect(fake.requests[1]?.text).not.toContain('Sure!')
  })

  it('is salvaged where one field stays wrong, since it is paid for', async () => {
    const broken = (request: { text: string }) => ({
      reply: { ...groundedReply(request.text), title: 7, gaps: 'none' },
    })
    const outcome = await ask({}, broken, broken)
    if (outcome.kind !== 'answered') throw new Error(outcome.reason)
    expect(outcome.diagnosis.rootCauses).toHaveLength(1)
  })

  it('arrives after an overload has passed, each request with its own record', async () => {
    const outcome = await ask({}, OVERLOADED, OVERLOADED)
    expect(outcome.kind).toBe('answered')
    expect(outcome.requests.map(({ purpose, status }) => `${purpose} ${status}`)).toEqual([
      'analysis 529',
      'retry 529',
      'retry 200',
    ])
    expect(outcome.requests[0]?.costMicroUsd).toBe(0)
  })

  it('arrives through the guarded way out where a tenant chose the address', async () => {
    const access = {
      apiKey: 'the-key',
      baseUrl: fake.url,
      baseUrlFrom: 'tenant' as const,
      allow: [new URL(fake.url).host],
    }
    const outcome = await ask({ access })
    expect(outcome.kind).toBe('answered')
    expect(outcome.requests[0]?.bytesOut).toBe(fake.requests[0]?.body.length)
  })
})

describe('every other outcome falls back with a sentence', () => {
  const cases: [string, Script[], number][] = [
    ['refusal', [{ refusal: 'cyber' }], 1],
    ['truncated', [{ reply: '{"title":"x', stopReason: 'max_tokens' }], 1],
    ['truncated', [{ reply: '{"title":"x', stopReason: 'model_context_window_exceeded' }], 1],
    ['invalid', [{ reply: 'no' }, { reply: '[]' }], 2],
    ['invalid', [{ raw: '<html>login</html>' }, { raw: '{"content":"x"}' }], 2],
    ['invalid', [{ raw: '<html>', headers: { 'content-type': 'text/html' } }, { raw: '""' }], 2],
    ['bad_request', [{ status: 400 }], 1],
    ['bad_request', [{ status: 404 }], 1],
    ['unauthorized', [{ status: 401 }], 1],
    ['forbidden', [{ status: 402 }], 1],
    ['forbidden', [{ status: 403 }], 1],
    ['too_large', [{ status: 413 }], 1],
    ['rate_limited', [{ status: 429, headers: { 'retry-after': '86400' } }], 1],
    ['rate_limited', Array.from({ length: 3 }, () => ({ status: 429, headers: { 'retry-after-ms': '1' } })), 3],
    ['overloaded', [OVERLOADED, OVERLOADED, OVERLOADED], 3],
    ['overloaded', [{ status: 500, headers: { 'x-should-retry': 'false' } }], 1],
    ['network', [{ cut: 'before_answer' }, { cut: 'before_answer' }], 2],
    ['network', [{ cut: 'within_answer' }, { cut: 'within_answer' }], 2],
    [
      'network',
      [
        { raw: '', status: 307, headers: { location: 'http://127.0.0.1:1/' } },
        { raw: '', status: 307, headers: { location: 'http://127.0.0.1:1/' } },
      ],
      2,
    ],
  ]
  for (const [reason, steps, requests] of cases)
    it(`${reason} after ${JSON.stringify(steps[0]).slice(0, 70)}`, async () => {
      const outcome = await ask({}, ...steps)
      expect(outcome).toMatchObject({ kind: 'fallback', reason })
      if (outcome.kind === 'fallback') expect(outcome.sentence).toContain('built-in engine')
      expect(outcome.requests).toHaveLength(requests)
      expect(fake.requests).toHaveLength(requests)
    })

  it('timeout, when nothing is said', async () => {
    expect(await ask({ totalMs: 150 }, { silent: true })).toMatchObject({ kind: 'fallback', reason: 'timeout' })
  })

  it('timeout, when bytes trickle in', async () => {
    const slow: Script = (request) => ({ reply: groundedReply(request.text), bytesEveryMs: 40 })
    expect(await ask({ totalMs: 250 }, slow)).toMatchObject({ kind: 'fallback', reason: 'timeout' })
  })

  it('aborted, before, during, and while waiting to ask again', async () => {
    expect(await ask({ signal: AbortSignal.abort() })).toMatchObject({ reason: 'aborted' })
    const during = new AbortController()
    const silent: Script = () => {
      setTimeout(() => during.abort(), 5)
      return { silent: true }
    }
    expect(await ask({ signal: during.signal }, silent)).toMatchObject({ reason: 'aborted' })
    const waiting = new AbortController()
    const later: Script = () => {
      setTimeout(() => waiting.abort(), 30)
      return { status: 529, headers: { 'retry-after': '15' } }
    }
    expect(await ask({ signal: waiting.signal }, later)).toMatchObject({
      reason: 'aborted',
      requests: [{ status: 529 }],
    })
  })

  it('over_budget, without a request', async () => {
    expect(await ask({ ceiling: { tokens: 500, microUsd: null } })).toMatchObject({
      reason: 'over_budget',
      requests: [],
    })
    expect(await ask({ ceiling: { tokens: null, microUsd: 10 } })).toMatchObject({
      reason: 'over_budget',
      requests: [],
    })
    expect(fake.requests).toHaveLength(0)
  })

  it('network, without a request, where a tenant’s address is a private one', async () => {
    const access = { apiKey: 'the-key', baseUrl: fake.url, baseUrlFrom: 'tenant' as const, allow: [] }
    expect(await ask({ access })).toMatchObject({ reason: 'network', requests: [] })
    expect(fake.requests).toHaveLength(0)
  })

  it('unauthorized, with a wrong key and with one that no header can carry', async () => {
    const access = { baseUrl: fake.url, baseUrlFrom: 'operator' as const }
    expect(await ask({ access: { ...access, apiKey: 'other' } })).toMatchObject({ reason: 'unauthorized' })
    expect(await ask({ access: { ...access, apiKey: 'a\nb' } })).toMatchObject({ reason: 'unauthorized', requests: [] })
  })

  it('invalid, where a reply has no end', async () => {
    const endless = { raw: `{"content":"${'x'.repeat(9_000_000)}"}` }
    expect(await ask({}, endless, endless)).toMatchObject({ kind: 'fallback', reason: 'invalid' })
  })
})

it('whoever watches cannot break an analysis', async () => {
  const fails = () => {
    throw new Error('gone')
  }
  expect((await ask({ onStage: fails, onRequest: fails })).kind).toBe('answered')
})
