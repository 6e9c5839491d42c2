import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FakePagerduty, startFakePagerduty } from '../../../e2e/fakes/pagerduty.ts'
import { createTestDatabase, type TestDatabase } from '../../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../../prisma/seed.ts'
import { type OutboundFetch, outbound } from '../../outbound.ts'
import type { NormalizedAlert } from '../parse/normalized-alert.ts'
import { closePipelinePool } from '../workers/pipeline-pool.ts'
import { DETAILS_LIMITS, fetchPagerdutyDetails } from './pagerduty.ts'
import { redactAlerts, redactMore } from './redact-alert.ts'

let database: TestDatabase
let cast: Cast
let fake: FakePagerduty

beforeAll(async () => {
  fake = await startFakePagerduty()
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedPeople()
}, 60_000)
afterAll(async () => {
  await Promise.all([fake.close(), closePipelinePool()])
  await database.drop()
  vi.unstubAllEnvs()
})

const MAIL = ['dora', 'customer.example'].join('@')
const CARD = ['4111', '1111', '1111', '1111'].join(' ')
const alert = (changes: Partial<NormalizedAlert> = {}): NormalizedAlert => ({
  ...{ source: 'standard', alertKey: 'k', keyed: true, status: 'firing', severity: 'high', title: 'Orders fail' },
  ...{ links: [], labels: {}, evidence: [], ...changes },
})
const SOURCE = { kind: 'standard', name: 'Shop' }

describe('what is kept in memory of an alert', () => {
  it('has passed the redactor, every word that a sender wrote', async () => {
    const { facts, received } = await redactAlerts(cast.acme, SOURCE, [
      alert({
        title: `Mail to ${MAIL}\nfails`,
        service: `svc ${CARD}`,
        environment: MAIL,
        links: [
          { rel: 'alert', url: `https://a.example/?to=${MAIL}` },
          { rel: 'runbook', url: 'https://wiki.example/orders' },
        ],
        evidence: [{ type: 'log', text: `ERROR no route to ${MAIL}\r\n\nERROR card ${CARD} declined` }],
      }),
    ])
    expect(JSON.stringify([facts, received])).not.toContain(MAIL)
    expect(JSON.stringify([facts, received])).not.toContain(CARD)
    expect(facts.title).toBe('Mail to [EMAIL_1] fails')
    expect(facts.links).toEqual([{ rel: 'runbook', url: 'https://wiki.example/orders' }])
    expect(received.lines.map(({ number }) => number)).toEqual([1, 3])
    expect(received.lines[0]?.text).toBe('ERROR no route to [EMAIL_1]')
    expect(facts.hasLog).toBe(true)
  })

  it('holds no marker that a sender forged', async () => {
    const forged = '[EMAIL_7] and [REDACTED:UNSCANNED]'
    const { facts, received } = await redactAlerts(cast.acme, SOURCE, [
      alert({ title: forged, evidence: [{ type: 'log', text: forged }] }),
    ])
    expect(facts.title).not.toContain('[EMAIL_7]')
    expect(received.lines[0]?.text).not.toContain('[EMAIL_7]')
  })

  it('reads logs before descriptions, of all alerts, and knows when there is no log', async () => {
    const text = (value: string) => ({ type: 'text' as const, text: value })
    const { facts, received } = await redactAlerts(cast.acme, SOURCE, [
      alert({ evidence: [text('It is slow'), { type: 'json', text: '{"a":1}' }] }),
      alert({ evidence: [{ type: 'stack', text: 'Error: x' }] }),
    ])
    expect(received.lines.map((line) => line.text)).toEqual(['Error: x', 'It is slow'])
    expect(facts).toMatchObject({ alerts: 2, hasLog: true })
    const without = await redactAlerts(cast.acme, SOURCE, [alert({ evidence: [text('It is slow')] })])
    expect(without.facts.hasLog).toBe(false)
  })

  it('numbers what is fetched later after what is there, and counts its redactions too', async () => {
    const { received } = await redactAlerts(cast.acme, SOURCE, [alert({ evidence: [{ type: 'text', text: MAIL }] })])
    const more = await redactMore(cast.acme, received, [{ type: 'log', text: `ERROR a\nERROR ${MAIL}` }])
    expect(more.lines.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(more.redactions).toEqual([{ type: 'email', class: 'pii', count: 2 }])
    expect(JSON.stringify(more)).not.toContain(MAIL)
  })
})

describe('details at PagerDuty', () => {
  const ask = (incident: string, fetch: OutboundFetch = outbound(DETAILS_LIMITS, [fake.host])) =>
    fetchPagerdutyDetails({ incident }, { token: fake.token, api: fake.api }, () => fetch)
  const answering =
    (status: number, body: string): OutboundFetch =>
    async () =>
      new Response(body, { status })

  it.each<[string, unknown[], unknown]>([
    ['a log', ['ERROR a\nERROR b'], [{ type: 'log', text: 'ERROR a\nERROR b' }]],
    ['a sentence', ['Queue is long'], [{ type: 'text', text: 'Queue is long' }]],
    ['properties', [{ host: 'db1', load: 9 }], [{ type: 'text', text: '{\n  "host": "db1",\n  "load": 9\n}' }]],
    ['a log among properties', [{ host: 'db1', log: ['ERROR a'] }], [{ type: 'log', text: 'ERROR a' }]],
  ])('may be %s', async (_, details, evidence) => {
    fake.setDetails('Q1', ...details)
    expect(await ask('Q1')).toEqual({ ok: true, evidence })
  })

  it.each([
    [401, '{}', 'refused'],
    [403, '{}', 'refused'],
    [404, '{}', 'not_found'],
    [429, '{}', 'busy'],
    [500, '{}', 'busy'],
    [302, '', 'unreadable'],
    [200, 'not json', 'unreadable'],
    [200, '{"alerts":{}}', 'unreadable'],
    [200, '{"alerts":[]}', 'empty'],
    [200, '{"alerts":[null,7,{"body":null},{"body":{"details":{}}}]}', 'empty'],
  ])('%i %s: %s', async (status, body, problem) => {
    expect(await ask('Q1', answering(status, body))).toEqual({ ok: false, problem })
  })

  it('are never asked for by an id that PagerDuty did not make', async () => {
    const before = fake.requests.length
    for (const id of ['', '../users', 'Q1/../../users', 'Q1?x=1', 'Q'.repeat(41), 'Q 1']) {
      expect(await ask(id)).toEqual({ ok: false, problem: 'not_found' })
    }
    expect(fake.requests.length).toBe(before)
  })

  it('end with a name where nobody answers, or the address may not be reached', async () => {
    const gone = { token: 'x', api: 'http://127.0.0.1:9' }
    expect(
      await fetchPagerdutyDetails({ incident: 'Q1' }, gone, (limits) => outbound(limits, ['127.0.0.1:9'])),
    ).toEqual({
      ok: false,
      problem: 'unreachable',
    })
    expect(await fetchPagerdutyDetails({ incident: 'Q1' }, gone, (limits) => outbound(limits, []))).toEqual({
      ok: false,
      problem: 'unreachable',
    })
  })
})
