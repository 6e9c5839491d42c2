import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { standardHeaders } from '../e2e/fakes/standard-sender.ts'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedPeople } from '../prisma/seed.ts'
import { listDeliveries } from './data/deliveries.ts'
import { getSource } from './data/sources.ts'
import { answerHook } from './hook-route.ts'
import { closePipelinePool } from './pipeline/workers/pipeline-pool.ts'
import type { SourceConfig } from './source-kinds/source-facts.ts'
import { SOURCE_FACTS } from './source-kinds.ts'
import { addSource, changeSettings, type MadeSource, rotateSecret, saveToken } from './sources.ts'

// Every kind of sender through the hook's door: as its source is set up, and as it proves itself.

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedPeople()
}, 60_000)
afterAll(async () => {
  await closePipelinePool()
  await database.drop()
  vi.unstubAllEnvs()
})

const TOPIC = ['arn:aws:sns:eu-west-1', '210987654321', 'alarms'].join(':')
type Kind = (typeof SOURCE_FACTS)[number]['kind']
const add = (kind: Kind, settings: Record<string, string> = {}, secret?: string) =>
  addSource(cast.acme, cast.alice.id, { kind, name: kind, settings, ...(secret === undefined ? {} : { secret }) })

interface Sent {
  headers?: Record<string, string>
  body?: string | Buffer
  token?: string | null
}
async function post(id: string, { headers = {}, body: given = BODY, token = null }: Sent) {
  const body = typeof given === 'string' ? given : new Uint8Array(given)
  const path = token === null ? id : `${id}/${token}`
  const request = new Request(`http://localhost/api/hooks/${path}`, { method: 'POST', headers, body })
  const { response, work } = await answerHook(request, id, token)
  await work?.()
  return response
}
/** An alert in words that every parser reads, and that says it is over: nothing has to be analyzed. */
const BODY = JSON.stringify({ title: 'Orders fail', id: 'a-1', status: 'resolved' })
const hex = (secret: string, ...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', secret)
  for (const part of parts) made.update(part)
  return made.digest('hex')
}
const seconds = () => String(Math.floor(Date.now() / 1_000))
const standard = (secret: string, body: string) => {
  const [id, at] = [`msg_${randomUUID()}`, new Date()]
  return {
    ...standardHeaders(secret, { id, at, body }),
  }
}

/** How each kind proves itself. CloudWatch has no secret, and its certificate is Amazon's: see sns.test.ts. */
const PROOFS: Record<string, { settings?: Record<string, string>; prove(secret: string): Sent }> = {
  pagerduty: { prove: (s) => ({ headers: { 'x-pagerduty-signature': `v1=${hex(s, BODY)}` } }) },
  datadog: { prove: (s) => ({ headers: { 'x-lethe-token': s } }) },
  sentry: { prove: (s) => ({ headers: { 'sentry-hook-signature': hex(s, BODY), 'request-id': randomUUID() } }) },
  'sentry, old plugin': { settings: { auth: 'path' }, prove: (s) => ({ token: s }) },
  grafana: {
    settings: { timestampHeader: 'X-Time' },
    prove: (s) =>
      ((at) => ({ headers: { 'x-time': at, 'x-grafana-alerting-signature': hex(s, `${at}:`, BODY) } }))(seconds()),
  },
  'grafana, token': { settings: { auth: 'token' }, prove: (s) => ({ headers: { authorization: `Bearer ${s}` } }) },
  alertmanager: { prove: (s) => ({ headers: { authorization: `Bearer ${s}` } }) },
  opsgenie: { prove: (s) => ({ headers: { authorization: `Basic ${Buffer.from(`lethe:${s}`).toString('base64')}` } }) },
  newrelic: { prove: (s) => ({ headers: { authorization: `Bearer ${s}` } }) },
  azure: { prove: (s) => ({ token: s }) },
  gcp: { prove: (s) => ({ token: s }) },
  betterstack: { prove: (s) => ({ token: s }) },
  incidentio: { prove: (s) => ({ headers: standard(s, BODY) }) },
  rootly: {
    prove: (s) => ((at) => ({ headers: { 'x-rootly-signature': `t=${at}, v1=${hex(s, at, BODY)}` } }))(seconds()),
  },
  github: {
    prove: (s) => ({ headers: { 'x-hub-signature-256': `sha256=${hex(s, BODY)}`, 'x-github-delivery': randomUUID() } }),
  },
  standard: { prove: (s) => ({ headers: standard(s, BODY) }) },
  generic: { prove: (s) => ({ headers: { 'x-signature-256': hex(s, BODY) } }) },
  'generic, address': { settings: { auth: 'path' }, prove: (s) => ({ token: s }) },
}
const kindOf = (name: string) => name.split(',')[0] as Kind

async function stored(): Promise<string> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  const found = await client.query(
    `select s::text from sources s union all select d::text from deliveries d union all select a::text from audit_events a`,
  )
  await client.end()
  return JSON.stringify(found.rows)
}

describe.each(Object.entries(PROOFS))('a source of %s', (name, { settings, prove }) => {
  it('takes what proves itself, refuses what does not with the same words, and says why to its people', async () => {
    const made = await add(kindOf(name), settings)
    expect((await post(made.source.id, prove(made.secret))).status).toBe(202)
    const [row] = (await listDeliveries(cast.acme, { sourceId: made.source.id })).items
    expect(row).toMatchObject({ sourceId: made.source.id, state: 'ignored' })
    const other =
      kindOf(name) === 'standard' || kindOf(name) === 'incidentio'
        ? `whsec_${randomBytes(32).toString('base64')}`
        : randomBytes(32).toString('base64url')
    const refused = await Promise.all([
      post(made.source.id, prove(other)),
      post(made.source.id, {}),
      post(randomUUID(), prove(made.secret)),
    ])
    const said = await Promise.all(
      refused.map(async (answer) => JSON.stringify([answer.status, [...answer.headers], await answer.text()])),
    )
    expect(new Set(said).size).toBe(1)
    expect(said[0]).toContain('[401,')
    expect((await getSource(cast.acme, made.source.id)).refused).toMatchObject({
      reason: expect.stringMatching(/^(mismatch|missing)$/),
    })
    expect((await listDeliveries(cast.acme, { sourceId: made.source.id })).items).toHaveLength(1)
  })

  it('keeps its secret nowhere as it is, and both while it is changed', async () => {
    const made = await add(kindOf(name), settings)
    const next = await rotateSecret(cast.acme, cast.alice.id, made.source.id, { overlapHours: 1 })
    expect((await post(made.source.id, prove(made.secret))).status).toBe(202)
    expect((await post(made.source.id, prove(next.secret))).status).toBe(202)
    const last = await rotateSecret(cast.acme, cast.alice.id, made.source.id, { overlapHours: 0 })
    expect((await post(made.source.id, prove(next.secret))).status).toBe(401)
    expect((await post(made.source.id, prove(last.secret))).status).toBe(202)
    const rows = await stored()
    for (const { secret } of [made, next, last]) expect(rows).not.toContain(secret)
  })
})

describe('an address with a token', () => {
  it('is shown once, whole; the list shows it without', async () => {
    const made = await add('azure')
    expect(made.address).toBe(`${made.source.endpoint}/${made.secret}`)
    expect(made.source).toMatchObject({ proof: 'path', weaker: expect.stringContaining('Addresses') })
    expect(JSON.stringify(made.source)).not.toContain(made.secret)
    const header = await add('gcp', { auth: 'token' })
    expect(header.address).toBe(header.source.endpoint)
  })

  it('that is wrong writes nothing to the log that it held', async () => {
    const written: string[] = []
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0)
    const made = await add('azure')
    const wrong = randomBytes(32).toString('base64url')
    await post(made.source.id, { token: wrong })
    await post(made.source.id, { token: made.secret, body: '{"a":' })
    await post(randomUUID(), { token: made.secret, body: Buffer.alloc(5 * 1024 * 1024) })
    write.mockRestore()
    expect(written.join('')).not.toMatch(new RegExp(`${wrong}|${made.secret}`))
  })
})

describe('a compressed body', () => {
  const generic = async (made: MadeSource, body: Buffer, encoding: string, signedBytes: string | Buffer) =>
    post(made.source.id, {
      body,
      headers: { 'content-encoding': encoding, 'x-signature-256': hex(made.secret, signedBytes) },
    })

  it('is taken as it came, signed before or after it was compressed', async () => {
    const made = await add('generic')
    const zipped = gzipSync(BODY)
    expect((await generic(made, zipped, 'gzip', zipped)).status).toBe(202)
    expect((await generic(made, brotliCompressSync(BODY), 'br', BODY)).status).toBe(202)
    expect((await generic(made, zipped, 'gzip', `${BODY} `)).status).toBe(401)
    const { items } = await listDeliveries(cast.acme, { sourceId: made.source.id })
    expect(items.map(({ reason }) => reason)).toEqual(['resolved', 'resolved'])
  })

  it('that nobody can read is taken and ignored; one that grows too large is refused, whoever sent it', async () => {
    const made = await add('generic')
    expect((await generic(made, Buffer.from('x'), 'zstd', 'x')).status).toBe(202)
    expect((await listDeliveries(cast.acme, { sourceId: made.source.id })).items[0]).toMatchObject({
      reason: 'unknown_encoding',
    })
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024))
    const answers = await Promise.all(
      [made.source.id, randomUUID()].map((id) => post(id, { body: bomb, headers: { 'content-encoding': 'gzip' } })),
    )
    expect(answers.map(({ status }) => status)).toEqual([413, 413])
  })

  it('has the limit of its kind once it has proved itself', async () => {
    const body = JSON.stringify({ title: 'x', text: 'y'.repeat(1_100_000) })
    const small = await add('opsgenie')
    const large = await add('alertmanager')
    const headers = ({ secret }: MadeSource) => ({ authorization: `Bearer ${secret}` })
    expect((await post(small.source.id, { body, headers: headers(small) })).status).toBe(413)
    expect((await post(small.source.id, { body })).status).toBe(401)
    expect((await post(large.source.id, { body, headers: headers(large) })).status).toBe(202)
  })
})

describe('settings of a source', () => {
  it.each<[Kind, SourceConfig | Record<string, string>, string]>([
    ['cloudwatch', {}, 'settings.topicArn'],
    ['cloudwatch', { topicArn: 'arn:aws:s3:::bucket' }, 'settings.topicArn'],
    ['cloudwatch', { topicArn: TOPIC, minSignatureVersion: '3' }, 'settings.minSignatureVersion'],
    ['grafana', { header: 'X Own' }, 'settings.header'],
    ['grafana', { header: 'x\r\ny: z' }, 'settings.header'],
    ['datadog', { topicArn: TOPIC }, 'settings.topicArn'],
    ['azure', { auth: 'token' }, 'settings.auth'],
    ['generic', { auth: 'none' }, 'settings.auth'],
    ['generic', { 'so long a name of a client': 'x' }, 'settings.'],
  ])('of %s %j are refused by name', async (kind, settings, path) => {
    await expect(add(kind, settings as Record<string, string>)).rejects.toMatchObject({ issues: [{ path }] })
  })

  it('change without the secret changing; how it proves itself stays', async () => {
    const made = await add('grafana', { auth: 'signature' })
    const changed = await changeSettings(cast.acme, cast.alice.id, made.source.id, {
      settings: { header: 'X-Own', auth: 'token' },
    })
    expect(changed.settings).toEqual({ auth: 'signature', header: 'X-Own' })
    expect((await post(made.source.id, { headers: { 'x-own': hex(made.secret, BODY) } })).status).toBe(202)
    expect(
      (await post(made.source.id, { headers: { 'x-grafana-alerting-signature': hex(made.secret, BODY) } })).status,
    ).toBe(401)
    await expect(changeSettings(cast.other, cast.charlie.id, made.source.id, { settings: {} })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('AWS: another topic than the one set is refused, and named so; there is no secret to show', async () => {
    const made = await add('cloudwatch', { topicArn: TOPIC })
    expect(made.secret).toBe('')
    const words = {
      Type: 'Notification',
      MessageId: 'm',
      TopicArn: `${TOPIC}2`,
      Message: 'x',
      Timestamp: new Date().toISOString(),
    }
    const body = JSON.stringify({
      ...words,
      SignatureVersion: '2',
      Signature: 'AAAA',
      SigningCertURL: 'https://x.example/x.pem',
    })
    expect((await post(made.source.id, { body, headers: { 'x-amz-sns-message-type': 'Notification' } })).status).toBe(
      401,
    )
    expect((await getSource(cast.acme, made.source.id)).refused).toMatchObject({ reason: 'unexpected_topic', count: 1 })
  })

  it('a secret of somebody’s own must be as this sender makes them', async () => {
    await expect(add('standard', {}, 'short')).rejects.toMatchObject({ issues: [{ path: 'secret' }] })
    await expect(add('azure', {}, 'x'.repeat(43))).rejects.toMatchObject({ issues: [{ path: 'secret' }] })
    await expect(add('datadog', {}, 'guessable')).rejects.toMatchObject({ issues: [{ path: 'secret' }] })
    expect((await add('sentry', {}, 'c'.repeat(64))).secret).toBe('c'.repeat(64))
  })
})

describe('a token of the sender’s API', () => {
  const save = async (kind: Kind, api?: string) => {
    const { source } = await add(kind)
    return saveToken(cast.acme, cast.alice.id, source.id, { token: 'a-token-1', ...(api === undefined ? {} : { api }) })
  }

  it('is for the sender’s own cloud, or for a host that people run themselves', async () => {
    for (const [kind, api] of [
      ['sentry', undefined],
      ['sentry', 'https://de.sentry.io'],
      ['sentry', 'https://sentry.shop.example'],
      ['github', undefined],
      ['github', 'https://git.shop.example/api/v3'],
    ] as const)
      expect(await save(kind, api), `${kind} ${api}`).toMatchObject({ hasToken: true })
  })

  it('is for no other address, and kinds that send everything take none', async () => {
    for (const [kind, api] of [
      ['sentry', 'http://sentry.shop.example'],
      ['sentry', 'https://u:p@sentry.shop.example'],
      ['github', 'https://api.github.com/repos'],
      ['github', 'https://api.github.com?x=1'],
      ['pagerduty', 'https://pagerduty.shop.example'],
      ['datadog', undefined],
      ['azure', 'https://management.azure.com'],
    ] as const)
      await expect(save(kind, api), `${kind} ${api}`).rejects.toMatchObject({ status: 422 })
  })
})

it('every kind that can be added has been added here', () => {
  const tried = new Set([...Object.keys(PROOFS).map(kindOf), 'cloudwatch'])
  expect(
    SOURCE_FACTS.filter(({ ready }) => ready)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual([...tried].sort())
})
