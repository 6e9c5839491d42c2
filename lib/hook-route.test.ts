import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakePagerduty, pagerdutyEvent, startFakePagerduty } from '../e2e/fakes/pagerduty.ts'
import { type FakeSlack, startFakeSlack } from '../e2e/fakes/slack.ts'
import { standardHeaders } from '../e2e/fakes/standard-sender.ts'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedPeople } from '../prisma/seed.ts'
import { addChannel, reopenChannel } from './channels.ts'
import { getAnalysis } from './data/analyses.ts'
import { listAuditEvents } from './data/audit-events.ts'
import { deleteChannel, listChannels } from './data/channels.ts'
import { listDeliveries } from './data/deliveries.ts'
import { listNotifications } from './data/notifications.ts'
import { answerHook } from './hook-route.ts'
import { revisionOrigin } from './pipeline/receive.ts'
import { alertsInHand } from './pipeline/receive-alert.ts'
import { closePipelinePool } from './pipeline/workers/pipeline-pool.ts'
import { sweep } from './queue/sweep.ts'
import { addSource, removeSource, rotateSecret, saveToken } from './sources.ts'

// The second journey from the wire to the row and to Slack, with the outside world at the network.

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
}, 60_000)
afterAll(async () => {
  await Promise.all([slack.close(), pagerduty.close(), closePipelinePool()])
  await database.drop()
  vi.unstubAllEnvs()
})
beforeEach(async () => {
  for (const { id } of await listChannels(cast.acme)) await deleteChannel(cast.acme, id)
})

const LOG = [
  '2026-11-20 09:00:01 INFO order 17 accepted',
  '2026-11-20 09:00:02 ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  '2026-11-20 09:00:03 ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
].join('\n')

const source = (kind: 'standard' | 'pagerduty') => addSource(cast.acme, cast.alice.id, { kind, name: `${kind} test` })
const channel = () =>
  addChannel(cast.acme, cast.alice.id, { kind: 'slack_webhook', name: 'ops', address: slack.webhookUrl })

function signed(secret: string, body: string, { id = `msg_${randomUUID()}`, at = new Date() } = {}) {
  return {
    ...standardHeaders(secret, { id, at, body }),
  }
}

async function post(endpoint: string, body: string, headers: Record<string, string>) {
  const request = new Request(`http://localhost/api/hooks/${endpoint}`, { method: 'POST', headers, body })
  const { response, work } = await answerHook(request, endpoint)
  await work?.()
  return response
}
async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}
const last = async () => (await listDeliveries(cast.acme, { limit: 1 })).items[0]
const alert = (changes: object = {}) =>
  JSON.stringify({
    type: 'alert.triggered',
    data: { id: randomUUID(), title: 'Orders fail', severity: 'critical', service: 'orders', logs: LOG, ...changes },
  })

describe('a signed alert with a log', () => {
  it('is answered 202, analyzed after the answer, and told in Slack by line in the masked form', async () => {
    await channel()
    const { source: made, secret } = await source('standard')
    const before = slack.received.length
    const address = ['dora', 'customer.example'].join('@')
    const body = alert({
      logs: `${LOG}\n2026-11-20 09:00:04 WARN mail to ${address} delayed`,
      url: 'https://monitor.example/1',
    })
    const answer = await post(made.id, body, signed(secret, body))
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: true }])
    const delivery = await last()
    expect(delivery).toMatchObject({ sourceId: made.id, state: 'delivered', reason: null })
    const stored = await getAnalysis(cast.acme, delivery?.analysisId ?? '')
    expect(stored).toMatchObject({
      source: 'webhook',
      createdBy: null,
      alert: {
        title: 'Orders fail',
        service: 'orders',
        severity: 'critical',
        sourceName: 'standard test',
        hasLog: true,
      },
    })
    expect(stored.alert?.links).toEqual([{ rel: 'alert', url: 'https://monitor.example/1' }])
    expect(stored.analysis.verdict).not.toBe('inconclusive')
    expect(stored.analysis.receipt.redactions).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'email' })]),
    )
    const [told] = slack.received.slice(before)
    expect(told?.raw).toContain(`/analyses/${stored.id}`)
    expect(told?.raw).toMatch(/line \d+/)
    expect(told?.raw).not.toContain(address)
    expect(JSON.stringify(stored)).not.toContain(address)
    expect((await listNotifications(cast.acme)).items[0]).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastStatus: 200,
    })
    expect(alertsInHand()).toBe(0)
  })

  it('that was taken before its source was disconnected is analyzed and told; what comes after is not taken', async () => {
    await channel()
    const { source: made, secret } = await source('standard')
    const [body, late, before] = [alert(), alert(), slack.received.length]
    const request = new Request(`http://localhost/api/hooks/${made.id}`, {
      ...{ method: 'POST', headers: signed(secret, body), body },
    })
    const { response, work } = await answerHook(request, made.id)
    expect(response.status).toBe(202)
    await removeSource(cast.acme, cast.alice.id, made.id)
    expect((await post(made.id, late, signed(secret, late))).status).toBe(401)
    await work?.()
    expect(await last()).toMatchObject({ sourceId: made.id, state: 'delivered' })
    expect(slack.received.length).toBe(before + 1)
  })

  it('is taken once, however often and however many at a time it comes', async () => {
    const { source: made, secret } = await source('standard')
    const body = alert()
    const headers = signed(secret, body)
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(made.id, body, headers)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202))
    const rows = await listDeliveries(cast.acme, { sourceId: made.id })
    expect(rows.items.map(({ state }) => state)).toEqual(['analyzed'])
  })

  it('joins the analysis of the same alert under another delivery id', async () => {
    const { source: made, secret } = await source('standard')
    const body = alert({ id: 'same-alert' })
    for (let i = 0; i < 3; i++) await post(made.id, body, signed(secret, body))
    const { items } = await listDeliveries(cast.acme, { sourceId: made.id })
    expect(items.map(({ state }) => state)).toEqual(['coalesced', 'coalesced', 'analyzed'])
    expect(new Set(items.map(({ analysisId }) => analysisId)).size).toBe(1)
  })

  it('is ignored, with 202 and its reason, when it says resolved or is no alert', async () => {
    const { source: made, secret } = await source('standard')
    for (const [body, reason] of [
      [alert({ status: 'resolved' }), 'resolved'],
      ['{"type":"ping"}', 'ping'],
      ['not json', 'not_json'],
      ['', 'empty'],
    ] as const) {
      expect((await post(made.id, body, signed(secret, body))).status).toBe(202)
      expect(await last()).toMatchObject({ state: 'ignored', reason, analysisId: null })
    }
  })

  it('leaves nothing raw in any table', async () => {
    const { source: made, secret } = await source('standard')
    const marker = `zq${randomBytes(6).toString('hex')}`
    const body = alert({ logs: `${LOG}\n2026-11-20 09:00:09 ERROR customer ${marker} said ${marker}-words here` })
    await post(made.id, body, signed(secret, body))
    const tables = await admin<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    )
    for (const { name } of tables) {
      expect(await admin(`select 1 from "${name}" t where t::text like '%${marker}%'`), name).toEqual([])
    }
  })
})

describe('what is refused', () => {
  it('is answered alike for an unknown endpoint, a wrong signature, a removed source and an id that is none', async () => {
    const { source: made, secret } = await source('standard')
    const { source: gone, secret: oldSecret } = await source('standard')
    await removeSource(cast.acme, cast.alice.id, gone.id)
    const body = alert()
    const other = `whsec_${randomBytes(32).toString('base64')}`
    const past = new Date(Date.now() - 301_000)
    const future = new Date(Date.now() + 302_000)
    const attempts: [string, Record<string, string>][] = [
      [made.id, signed(other, body)],
      [made.id, {}],
      [made.id, signed(secret, `${body} `)],
      [made.id, signed(secret, body, { at: past })],
      [made.id, signed(secret, body, { at: future })],
      [gone.id, signed(oldSecret, body)],
      [randomUUID(), signed(secret, body)],
      ['nonsense', signed(secret, body)],
      ["1' or '1'='1", signed(secret, body)],
      [made.id, { 'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}` }],
    ]
    const answers = await Promise.all(
      attempts.map(async ([endpoint, headers]) => {
        const answer = await post(encodeURIComponent(endpoint), body, headers)
        return JSON.stringify([answer.status, [...answer.headers], await answer.text()])
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('[401,')
    expect((await listDeliveries(cast.acme, { sourceId: made.id })).items).toEqual([])
  })

  it('is too large: 413 for 5 MB, told or not in content-length, before anything is looked up', async () => {
    const { source: made, secret } = await source('standard')
    const body = JSON.stringify({ logs: 'x'.repeat(5 * 1024 * 1024) })
    const known = await post(made.id, body, signed(secret, body))
    const unknown = await post(randomUUID(), body, signed(secret, body))
    expect([known.status, unknown.status]).toEqual([413, 413])
    expect(await known.text()).toBe(await unknown.text())
  })

  it('takes a body of just 1 MiB', async () => {
    const { source: made, secret } = await source('standard')
    const shell = JSON.stringify({ title: 'big', logs: '' })
    const body = shell.replace('""', `"${'ERROR a b c d e\\n'.repeat(1).padEnd(1024 * 1024 - shell.length, 'x ')}"`)
    expect(Buffer.byteLength(body)).toBe(1024 * 1024)
    expect((await post(made.id, body, signed(secret, body))).status).toBe(202)
  })

  it('of a secret after its overlap, while the new one is good at once', async () => {
    const { source: made, secret: first } = await source('standard')
    const body = alert()
    const { secret: second } = await rotateSecret(cast.acme, cast.alice.id, made.id, { overlapHours: 1 })
    expect((await post(made.id, body, signed(first, body))).status).toBe(202)
    expect((await post(made.id, body, signed(second, body))).status).toBe(202)
    const { secret: third } = await rotateSecret(cast.acme, cast.alice.id, made.id, { overlapHours: 0 })
    expect((await post(made.id, body, signed(second, body))).status).toBe(401)
    expect((await post(made.id, body, signed(third, body))).status).toBe(202)
  })

  it('answers 300 mutated bodies and headers with 202 or 401, never with an error of ours', async () => {
    const { source: made, secret } = await source('pagerduty')
    const seed = pagerdutyEvent(secret, { id: 'QFUZZ', title: 'x' }, 'incident.resolved').body
    const sign = (body: string) => `v1=${createHmac('sha256', secret).update(body).digest('hex')}`
    await fc.assert(
      fc.asyncProperty(fc.nat(seed.length), fc.string({ maxLength: 8 }), fc.boolean(), async (at, put, wrong) => {
        const body = seed.slice(0, at) + put + seed.slice(at + 1)
        const { status } = await post(made.id, body, { 'x-pagerduty-signature': wrong ? 'v1=00' : sign(body) })
        expect(status).toBe(wrong ? 401 : 202)
      }),
      { numRuns: 300, seed: 11 },
    )
  })
})

describe('a PagerDuty incident, which carries no log', () => {
  const send = async (id: string, token: string | null) => {
    const { source: made, secret } = await source('pagerduty')
    if (token !== null) await saveToken(cast.acme, cast.alice.id, made.id, { token, api: pagerduty.api })
    const { body, headers } = pagerdutyEvent(secret, { id, title: 'Checkout fails' })
    expect((await post(made.id, body, { ...headers, 'x-webhook-id': randomUUID() })).status).toBe(202)
    const delivery = await last()
    return getAnalysis(cast.acme, delivery?.analysisId ?? '')
  }

  it('is enriched with the token of its source, and analyzed', async () => {
    pagerduty.setDetails('QLOG1', LOG, { host: 'db1' })
    const { analysis, alert: facts } = await send('QLOG1', pagerduty.token)
    expect(pagerduty.requests.at(-1)).toMatchObject({
      path: '/incidents/QLOG1/alerts?limit=20',
      accept: 'application/vnd.pagerduty+json;version=2',
    })
    expect(facts).toMatchObject({ title: 'Checkout fails', service: 'checkout', severity: 'high', hasLog: true })
    expect(analysis.verdict).not.toBe('inconclusive')
    expect(analysis.rootCauses[0]?.evidence.length).toBeGreaterThan(0)
  })

  it.each([
    ['no token', 'QNONE', null, [], /no API token/],
    ['a token that is refused', 'QNONE', 'wrong-token-1', [], /refused/],
    ['an incident that is not there', 'QNONE', 'fake', [], /knows no alerts/],
    ['an API that stays busy', 'QBUSY', 'fake', [429, 503], /asked twice/],
  ])('with %s is inconclusive, and says what is missing', async (_, id, token, statuses, gap) => {
    pagerduty.script(...statuses)
    await channel()
    const before = slack.received.length
    const { id: analysisId, analysis } = await send(id, token === 'fake' ? pagerduty.token : token)
    expect(analysis).toMatchObject({ verdict: 'inconclusive', confidence: 0, rootCauses: [] })
    expect(analysis.dataGaps.join('\n')).toMatch(gap)
    expect(analysis.dataGaps.join('\n')).toMatch(/add the lines/)
    expect(slack.received.slice(before)[0]?.raw).toContain(`/analyze?revisionOf=${analysisId}|Add the logs`)
  })

  it('is asked again once where the API was busy for a moment', async () => {
    pagerduty.setDetails('QLATER', LOG)
    pagerduty.script(503)
    expect((await send('QLATER', pagerduty.token)).analysis.verdict).not.toBe('inconclusive')
  })

  it('hands its words to a revision of its analysis, in the same workspace only', async () => {
    const { id } = await send('QNONE', null)
    const pasted = { lines: [{ number: 1, text: 'x' }], overrides: [], revisionOf: id }
    const origin = await revisionOrigin(cast.acme, pasted)
    expect(origin).toMatchObject({ revisionOfId: id, alert: { title: 'Checkout fails', hasLog: true } })
    await expect(revisionOrigin(cast.other, pasted)).rejects.toMatchObject({ status: 404 })
  })

  it('takes no token for a host that is not PagerDuty', async () => {
    const { source: made } = await source('pagerduty')
    for (const api of [
      'https://evil.example',
      'http://127.0.0.1:1',
      'http://169.254.169.254',
      `${pagerduty.api}/x`,
      'x',
    ]) {
      await expect(saveToken(cast.acme, cast.alice.id, made.id, { token: 'a-token-1', api })).rejects.toMatchObject({
        status: 422,
      })
    }
  })
})

describe('a Slack channel that fails', () => {
  const send = async () => {
    const { source: made, secret } = await source('standard')
    const body = alert()
    await post(made.id, body, signed(secret, body))
    return last()
  }
  const due = () => admin("update notifications set next_attempt_at = now() where state = 'pending'")
  const row = async () => (await listNotifications(cast.acme, { limit: 1 })).items[0]

  it.each([
    [404, 'no_service', 'no_service'],
    [410, 'channel_is_archived', 'channel_is_archived'],
    [403, 'action_prohibited', 'action_prohibited'],
    [404, 'something new', 'http_404'],
  ])('for good (%i %s) is marked broken, tells the owner, and is not tried again', async (status, body, reason) => {
    const {
      channel: { id },
    } = await channel()
    slack.script({ status, body })
    expect(await send()).toMatchObject({ state: 'failed', reason: 'not_delivered' })
    expect(await row()).toMatchObject({ state: 'failed', attempts: 1, lastStatus: status, lastError: reason })
    expect((await listChannels(cast.acme))[0]).toMatchObject({ id, brokenReason: reason })
    expect((await listAuditEvents(cast.acme)).items.find(({ action }) => action === 'channel.broken')).toMatchObject({
      subject: id,
      detail: { reason },
    })
    const before = slack.received.length
    expect(await send()).toMatchObject({ state: 'analyzed' })
    expect(slack.received.length).toBe(before)
    await reopenChannel(cast.acme, cast.alice.id, id)
    expect(await send()).toMatchObject({ state: 'delivered' })
  })

  it.each([
    [{ status: 500, body: 'rollup_error' }, 'http_500', 4],
    [{ status: 429, body: 'rate_limited', headers: { 'retry-after': '70' } }, 'rate_limited', 69],
    [{ status: 0, body: '', hangUp: true }, 'unreachable', 4],
  ])('for a moment (%o) is told later', async (answer, error, waitsSeconds) => {
    await channel()
    slack.script(answer)
    expect(await send()).toMatchObject({ state: 'analyzed' })
    const waiting = await row()
    expect(waiting).toMatchObject({ state: 'pending', attempts: 1, lastError: error })
    expect((waiting?.nextAttemptAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(waitsSeconds * 1_000 - 2_000)
    expect((await sweep()).sent).toBe(0)
    await due()
    const turns = await Promise.all([sweep(), sweep(), sweep()])
    expect(turns.reduce((sum, { sent }) => sum + sent, 0)).toBe(1)
    expect(await row()).toMatchObject({ state: 'delivered', attempts: 2, lastError: null })
    expect(await last()).toMatchObject({ state: 'delivered' })
  })

  it('is given up after the last attempt', async () => {
    await channel()
    slack.script(...Array.from({ length: 6 }, () => ({ status: 500, body: 'x' })))
    await send()
    for (let i = 0; i < 5; i++) {
      await due()
      await sweep()
    }
    expect(await row()).toMatchObject({ state: 'failed', attempts: 6, lastError: 'http_500' })
    expect(await last()).toMatchObject({ state: 'failed', reason: 'not_delivered' })
  })

  it('by not reading blocks gets the text alone, once', async () => {
    await channel()
    slack.script({ status: 400, body: 'invalid_blocks' })
    expect(await send()).toMatchObject({ state: 'delivered' })
    const [first, second] = slack.received.slice(-2)
    expect(first?.message.blocks).toBeDefined()
    expect(second?.message.blocks).toBeUndefined()
    expect(second?.message.text).toContain('/analyses/')
  })

  it('takes no address but Slack’s', async () => {
    for (const address of [
      'https://evil.example/services/a',
      'http://hooks.slack.com/services/a',
      'https://hooks.slack.com.evil.example/services/a',
      'https://u:p@hooks.slack.com/services/a',
      'https://hooks.slack.com:8443/services/a',
      'https://hooks.slack.com/',
      'x',
    ]) {
      await expect(
        addChannel(cast.acme, cast.alice.id, { kind: 'slack_webhook', name: 'x', address }),
        address,
      ).rejects.toMatchObject({ status: 422 })
    }
  })
})

describe('a process that ends in the middle', () => {
  it('leaves deliveries that the sweep marks interrupted when their lease has ended, not before', async () => {
    const { source: made, secret } = await source('standard')
    const body = alert()
    const request = new Request('http://localhost/x', { method: 'POST', headers: signed(secret, body), body })
    const { response, work } = await answerHook(request, made.id)
    expect(response.status).toBe(202)
    expect((await sweep()).interrupted).toBe(0)
    await admin("update deliveries set lease_until = now() - interval '1 second' where state = 'received'")
    expect((await sweep()).interrupted).toBe(1)
    expect(await last()).toMatchObject({ state: 'interrupted', reason: 'process_lost' })
    // Should it live after all: what was given up stays given up.
    await work?.()
    expect(await last()).toMatchObject({ state: 'interrupted', analysisId: null })
  })
})
