import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakePagerduty, pagerdutyEvent, startFakePagerduty } from '../../e2e/fakes/pagerduty.ts'
import { type FakeSlack, startFakeSlack } from '../../e2e/fakes/slack.ts'
import { standardHeaders } from '../../e2e/fakes/standard-sender.ts'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { addChannel } from '../channels.ts'
import { listDeliveries } from '../data/deliveries.ts'
import { holdDelivery } from '../data/delivery-states.ts'
import { listLedger } from '../data/ledger-entries.ts'
import { answerHook } from '../hook-route.ts'
import type { AlertFacts } from '../pipeline/parse/alert-facts.ts'
import { closePipelinePool } from '../pipeline/workers/pipeline-pool.ts'
import { addSource, saveToken } from '../sources.ts'
import { sealRecovery } from './sealed-job.ts'
import { sweep } from './sweep.ts'
import { flushTally } from './tally.ts'

// Many alerts, from the wire to Slack: what is analyzed once, what is told, what is counted; and what a crash leaves behind.

let database: TestDatabase
let cast: Cast
let slack: FakeSlack
let pagerduty: FakePagerduty

beforeAll(async () => {
  slack = await startFakeSlack()
  pagerduty = await startFakePagerduty()
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  vi.stubEnv('LETHE_OUTBOUND_ALLOW', `${slack.host},${pagerduty.host}`)
  cast = await seedPeople()
  await addChannel(cast.acme, cast.alice.id, { kind: 'slack_webhook', name: 'ops', address: slack.webhookUrl })
}, 60_000)
afterAll(async () => {
  await Promise.all([slack.close(), pagerduty.close(), closePipelinePool()])
  await database.drop()
  vi.unstubAllEnvs()
})
beforeEach(async () => {
  await sweep()
  await admin('update alert_storms set closed_at = now()')
  await admin(
    "update alert_members set first_at = first_at - interval '1 hour', changed_at = changed_at - interval '1 hour'",
  )
})

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

interface Sender {
  id: string
  secret: string
}
async function sender(): Promise<Sender> {
  const { source, secret } = await addSource(cast.acme, cast.alice.id, { kind: 'standard', name: 'Monitor' })
  return { id: source.id, secret }
}
async function post({ id, secret }: Sender, data: object, { begin = true } = {}): Promise<number> {
  const body = JSON.stringify({ type: 'alert', data })
  const [name, at] = [`msg_${randomUUID()}`, new Date()]
  const headers = {
    ...standardHeaders(secret, { id: name, at, body }),
  }
  const { response, work } = await answerHook(new Request('http://localhost/x', { method: 'POST', headers, body }), id)
  if (begin) await work?.()
  return response.status
}
const alert = (cause: string, n: number, changes: object = {}) => ({
  ...{ id: `${cause}-${n}`, title: `${cause} is failing on host-${n}`, severity: 'high', service: 'orders' },
  logs: `2026-11-20 09:00:0${n % 10} ERROR ${cause} Connection is not available, request timed out after ${n}001ms`,
  ...changes,
})
const told = (from: number) => slack.received.slice(from).map(({ message }) => message.text ?? '')
const notices = (from: number) =>
  told(from).filter((text) => /^\*(Still|Resolved|Flapping|Alert storm|Interrupted)/.test(text))
const later = () => admin("update alert_groups set told_at = told_at - interval '10 minutes'")
const states = async (id: string) =>
  (await listDeliveries(cast.acme, { sourceId: id, limit: 100 })).items.map(({ state }) => state)

describe('alerts of one cause', () => {
  it('share one analysis; their channel hears how many still fire, and when all are resolved', async () => {
    const from = slack.received.length
    const one = await sender()
    for (let n = 1; n <= 12; n++) await post(one, alert('pool', n))
    expect((await states(one.id)).filter((state) => state === 'coalesced')).toHaveLength(11)
    await sweep()
    expect(notices(from)).toEqual([expect.stringMatching(/^\*Still firing\*, 12 of 12: pool is failing/)])
    for (let n = 1; n <= 5; n++) await post(one, alert('pool', n, { status: 'resolved' }))
    await sweep()
    expect(notices(from)).toHaveLength(1)
    await later()
    await sweep()
    await sweep()
    expect(notices(from).slice(1)).toEqual([expect.stringMatching(/^\*Still firing\*, 7 of 12/)])
    for (let n = 6; n <= 12; n++) await post(one, alert('pool', n, { status: 'resolved' }))
    await sweep()
    await sweep()
    expect(notices(from).slice(2)).toEqual([expect.stringMatching(/^\*Resolved\* after 1 minute: .*12 alerts/)])
    expect(told(from).length - notices(from).length).toBe(1)
  })

  it('that come and go are said to flap, once', async () => {
    const from = slack.received.length
    const one = await sender()
    for (let i = 0; i < 4; i++) {
      await post(one, alert('flapper', 1))
      await post(one, alert('flapper', 1, { status: 'resolved' }))
      await sweep()
    }
    expect(notices(from).filter((text) => text.startsWith('*Flapping*'))).toHaveLength(1)
    expect(await states(one.id).then((all) => all.filter((state) => state !== 'coalesced'))).toHaveLength(1)
  })

  it('are told apart by what their logs say, by their service, and by the code that a status has', async () => {
    const one = await sender()
    for (const changes of [
      {},
      { logs: 'ERROR the disk is full' },
      { service: 'billing' },
      { title: 'orders answers with HTTP 500' },
      { title: 'orders answers with HTTP 404' },
    ]) {
      await post(one, { ...alert('same', 1), id: randomUUID(), ...changes })
    }
    expect(await states(one.id)).toHaveLength(5)
    expect(await states(one.id)).not.toContain('coalesced')
  })
})

describe('five hundred alerts', () => {
  it('give one analysis for each cause and one summary, and the accounts hold', async () => {
    const from = slack.received.length
    const one = await sender()
    const causes = ['alpha', 'bravo', 'charlie', 'delta']
    const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => post(one, alert(causes[n % 4] ?? '', n))))
    expect(new Set(answers)).toEqual(new Set([202]))
    await sweep()
    await admin("update alert_members set first_at = first_at - interval '30 seconds'")
    await admin(
      "update alert_storms set opened_at = opened_at - interval '30 seconds', last_at = last_at - interval '30 seconds'",
    )
    await sweep()
    await sweep()
    const storms = notices(from).filter((text) => text.startsWith('*Alert storm*'))
    expect(storms).toEqual([expect.stringMatching(/^\*Alert storm\*: 500 alerts in \d+ minutes?, 4 causes\./)])
    expect(told(from).length - notices(from).length).toBe(4)
    const line = (await listLedger(cast.acme)).find(({ sourceId }) => sourceId === one.id)
    expect(line).toMatchObject({
      accepted: 500,
      delivered: 4,
      coalesced: 496,
      received: 0,
      analyzing: 0,
      interrupted: 0,
    })
  })
})

describe('what a crash leaves', () => {
  const crash = () => {
    // Nobody renews any more.
    ;(globalThis as { letheLeases?: { ids: Map<string, unknown> } }).letheLeases?.ids.clear()
    return admin("update deliveries set lease_until = now() - interval '1 second' where lease_until is not null")
  }

  it('is told, once for each source, with a link to the sender’s alert where it was known', async () => {
    const from = slack.received.length
    const one = await sender()
    const link = 'https://monitor.example/17'
    await post(one, alert('early', 1), { begin: false })
    await post(one, alert('late', 1, { url: link }), { begin: false })
    const [held] = await admin<{ id: string }>(
      `select id from deliveries where source_id = '${one.id}' order by received_at desc`,
    )
    const facts: AlertFacts = {
      ...{ sourceKind: 'standard', sourceName: 'Monitor', title: 'late is failing', service: null, environment: null },
      ...{
        severity: 'high',
        status: 'firing',
        startedAt: null,
        links: [{ rel: 'alert', url: link }],
        alerts: 1,
        hasLog: true,
      },
    }
    const received = { lines: [], bytesIn: 0, redactions: [], ruleSet: 'r', policy: 'p', overrides: [] }
    const ids = { tenant: cast.acme, deliveryId: held?.id ?? '', sourceId: one.id }
    const sealedRecovery = sealRecovery({ ...ids, facts, received, fetchMore: null, deadline: 0 })
    await holdDelivery(cast.acme, ids.deliveryId, { sealedRecovery, leaseSeconds: 1 })
    await crash()
    expect(await sweep()).toMatchObject({ interrupted: 2, recovered: 2 })
    expect(await sweep()).toMatchObject({ interrupted: 0, recovered: 0 })
    const [notice, ...more] = notices(from)
    expect(more).toEqual([])
    expect(notice).toMatch(/^\*Interrupted\*: 2 alerts of Monitor/)
    expect(notice).toContain(link)
    expect(await admin(`select 1 from deliveries where sealed_recovery is not null`)).toEqual([])
    expect(await states(one.id)).toEqual(['interrupted', 'interrupted'])
  })

  it('is asked for again where its sender has the text, once', async () => {
    pagerduty.setDetails('QAGAIN', 'ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.')
    const { source, secret } = await addSource(cast.acme, cast.alice.id, { kind: 'pagerduty', name: 'Pager' })
    await saveToken(cast.acme, cast.alice.id, source.id, { token: pagerduty.token, api: pagerduty.api })
    const { body, headers } = pagerdutyEvent(secret, { id: 'QAGAIN', title: 'Checkout fails' })
    const request = new Request('http://localhost/x', {
      method: 'POST',
      body,
      headers: { ...headers, 'x-webhook-id': randomUUID() },
    })
    const { work } = await answerHook(request, source.id)
    // The process ends while it asks for the details: another has the row by then.
    pagerduty.script(503)
    const first = work?.()
    await vi.waitFor(async () => expect(await states(source.id)).toEqual(['analyzing']), {
      timeout: 20_000,
      interval: 5,
    })
    await crash()
    expect(await sweep()).toMatchObject({ interrupted: 1, recovered: 1 })
    await first
    await vi.waitFor(async () => expect(await states(source.id)).toEqual(['delivered']), {
      timeout: 20_000,
      interval: 50,
    })
    const [{ count } = { count: 0 }] = await admin<{ count: number }>(
      `select count(*)::int as count from analyses where alert->>'title' = 'Checkout fails'`,
    )
    expect(count).toBe(1)
  })
})

describe('what is not taken', () => {
  it('is counted by its reason for the owner, and looks the same to the sender', async () => {
    const one = await sender()
    const wrong = { ...one, secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }
    for (let i = 0; i < 3; i++) expect(await post(wrong, alert('x', i))).toBe(401)
    const bare = new Request('http://localhost/x', { method: 'POST', body: '{}' })
    expect((await answerHook(bare, one.id)).response.status).toBe(401)
    await flushTally()
    const line = (await listLedger(cast.acme)).find(({ sourceId }) => sourceId === one.id)
    expect(line).toMatchObject({ accepted: 0, mismatch: 3, missing: 1 })
  })
})
