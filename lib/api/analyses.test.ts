import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedCast } from '../../prisma/seed.ts'
import { addApiKey, revokeApiKey } from '../api-keys.ts'
import { listAuditEvents } from '../data/audit-events.ts'
import { deleteMembership, setRole } from '../data/memberships.ts'
import { openKeyRing } from '../keyring.ts'
import { closePipelinePool } from '../pipeline/workers/pipeline-pool.ts'
import { createByKey, deleteByKey, getByKey, listByKey } from './analyses.ts'
import { keyRoute } from './key-route.ts'
import { analysisListSchema, answeredAnalysisSchema, BODY_MAX_BYTES, problemSchema } from './schemas.ts'
import { SCOPE_NAMES, type Scope } from './scopes.ts'

// The routes of /api/v1 as the server puts them together, on a real database, with the real redactor and engine.

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
}, 60_000)
afterAll(async () => {
  await closePipelinePool()
  await database.drop()
})

const routes = {
  POST: keyRoute('analyses:write', BODY_MAX_BYTES, ({ caller, request, body }) => createByKey(caller, request, body)),
  LIST: keyRoute('analyses:read', 1_024, ({ caller, request }) => listByKey(caller, request)),
  GET: keyRoute('analyses:read', 1_024, ({ caller, params }) => getByKey(caller, params.id ?? '')),
  DELETE: keyRoute('analyses:delete', 1_024, ({ caller, params }) => deleteByKey(caller, params.id ?? '')),
}

interface Ask {
  id?: string
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

function call(key: string, route: keyof typeof routes, { id = '', query = '', body, headers = {} }: Ask = {}) {
  const request = new Request(`http://localhost/api/v1/analyses${id && `/${id}`}${query}`, {
    method: route === 'LIST' ? 'GET' : route,
    headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': '192.0.2.1', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return routes[route](request, { params: Promise.resolve({ id }) })
}

const keyOf = async (
  scopes: readonly Scope[] = SCOPE_NAMES,
  more: { allowedAddresses?: string[]; userId?: string } = {},
) =>
  addApiKey(cast.acme, more.userId ?? cast.alice.id, {
    ...{ name: 'test', scopes: [...scopes], days: 30, signed: false },
    allowedAddresses: more.allowedAddresses ?? [],
  })
const LOG = { text: 'INFO start\nFATAL: sorry, too many clients already\nERROR exit code 1' }
const json = async <T>(answer: Response) => (await answer.json()) as T

describe('a program with a key', () => {
  it('sends a log and gets its analysis, with quotes once; lists, reads and deletes it', async () => {
    const { token } = await keyOf()
    const made = await call(token, 'POST', { body: LOG })
    expect(made.status).toBe(201)
    const first = answeredAnalysisSchema.parse(await made.json())
    expect([first.source, made.headers.get('location')]).toEqual(['api', `/api/v1/analyses/${first.id}`])
    expect(made.headers.get('ratelimit-policy')).toBe('"minute";q=600;w=60')
    expect(made.headers.get('ratelimit')).toMatch(/^"minute";r=599;t=\d{1,2}$/)
    expect(JSON.stringify(first.analysis)).toContain('"quote"')
    const stored = answeredAnalysisSchema.parse(await (await call(token, 'GET', { id: first.id })).json())
    expect(JSON.stringify(stored)).not.toContain('"quote"')
    const page = analysisListSchema.parse(await (await call(token, 'LIST', { query: '?limit=1' })).json())
    expect(page.data.map(({ id }) => id)).toEqual([first.id])
    const next = await call(token, 'LIST', { query: `?limit=100&cursor=${page.nextCursor}` })
    expect(analysisListSchema.parse(await next.json()).data.map(({ id }) => id)).not.toContain(first.id)
    expect((await call(token, 'DELETE', { id: first.id })).status).toBe(204)
    const gone = await call(token, 'GET', { id: first.id })
    expect([gone.status, gone.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(problemSchema.parse(await gone.json()).happened).toBe('There is no such analysis here.')
    const events = (await listAuditEvents(cast.acme, { subject: first.id })).items
    expect(events.map(({ action }) => action).sort()).toEqual(['analysis.created', 'analysis.deleted'])
    for (const { detail } of events) expect(detail).toMatchObject({ apiKey: expect.any(String) })
  })

  it('has what it sent redacted; lines keep the numbers that they came with', async () => {
    const { token } = await keyOf()
    const secret = `${'gh'}${'p_'}${randomUUID().replaceAll('-', '')}ABCD`
    const answer = await call(token, 'POST', {
      body: { text: `ERROR token=${secret}\nFATAL: too many clients already` },
    })
    expect(answer.status).toBe(201)
    expect(await answer.text()).not.toContain(secret)
    const lines = { lines: [{ number: 7, text: 'FATAL: sorry, too many clients already' }] }
    const numbered = answeredAnalysisSchema.parse(await (await call(token, 'POST', { body: lines })).json())
    expect(numbered.analysis.rootCauses[0]?.evidence[0]?.line).toBe(7)
  })

  it('is answered once for one Idempotency-Key, whatever it repeats and however many at once', async () => {
    const { token } = await keyOf()
    const headers = { 'idempotency-key': randomUUID() }
    const [first, again] = [
      await call(token, 'POST', { body: LOG, headers }),
      await call(token, 'POST', { body: LOG, headers }),
    ]
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true'])
    expect((await json<{ id: string }>(again)).id).toBe((await json<{ id: string }>(first)).id)
    expect((await call(token, 'POST', { body: { text: 'other' }, headers })).status).toBe(422)
    const failed = { 'idempotency-key': randomUUID() }
    const unordered = {
      lines: [
        { number: 2, text: 'a' },
        { number: 1, text: 'b' },
      ],
    }
    expect((await call(token, 'POST', { body: unordered, headers: failed })).status).toBe(422)
    expect((await call(token, 'POST', { body: LOG, headers: failed })).status).toBe(201)
    const together = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call(token, 'POST', { body: LOG, headers: together })),
    )
    const done = answers.filter(({ status }) => status === 201)
    expect(new Set(await Promise.all(done.map(async (answer) => (await json<{ id: string }>(answer)).id))).size).toBe(1)
    expect(answers.every(({ status }) => [201, 409].includes(status))).toBe(true)
  })

  it('may do what its scopes name and nothing else', async () => {
    const nobody = randomUUID()
    for (const scope of SCOPE_NAMES) {
      const { token } = await keyOf([scope])
      const got = {
        'analyses:read': (await call(token, 'LIST')).status,
        'analyses:write': (await call(token, 'POST', { body: {} })).status,
        'analyses:delete': (await call(token, 'DELETE', { id: nobody })).status,
      }
      const allowed = { 'analyses:read': 200, 'analyses:write': 422, 'analyses:delete': 404 }
      for (const other of SCOPE_NAMES)
        expect(got[other], `${scope}: ${other}`).toBe(other === scope ? allowed[other] : 403)
    }
  })

  it('comes in from its networks only', async () => {
    const { token } = await keyOf(SCOPE_NAMES, { allowedAddresses: ['192.0.2.0/24', '2001:db8::/32'] })
    const from = async (address: string) =>
      (await call(token, 'LIST', { headers: { 'x-forwarded-for': address } })).status
    for (const near of ['192.0.2.77', '::ffff:192.0.2.1', '2001:db8::1', '203.0.113.9, 192.0.2.1'])
      expect(await from(near), near).toBe(200)
    for (const far of ['192.0.3.1', '192.0.2.1, 203.0.113.9', '2001:db9::1', 'nonsense', '::ffff:10.0.0.1'])
      expect(await from(far), far).toBe(403)
  })

  it('narrows with its member and ends with them, at once; what it made stays', async () => {
    await setRole(cast.acme, cast.bob.id, 'admin')
    const { token } = await keyOf(SCOPE_NAMES, { userId: cast.bob.id })
    const made = await json<{ id: string }>(await call(token, 'POST', { body: LOG }))
    await setRole(cast.acme, cast.bob.id, 'viewer')
    expect((await call(token, 'LIST')).status).toBe(200)
    expect((await call(token, 'POST', { body: LOG })).status).toBe(403)
    await deleteMembership(cast.acme, cast.bob.id)
    const ended = await call(token, 'LIST')
    expect([ended.status, ended.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="lethe"'])
    expect((await call((await keyOf()).token, 'GET', { id: made.id })).status).toBe(200)
  })

  it('is out once revoked, ended, or its workspace locked; nothing else tells what was wrong', async () => {
    const { token, key } = await keyOf()
    await revokeApiKey(cast.acme, cast.alice.id, key.id)
    const ended = (await keyOf()).token
    const client = new pg.Client({ connectionString: database.adminUrl })
    await client.connect()
    await client.query("update api_keys set expires_at = now() - interval '1 second' where hint = $1", [
      ended.slice(-4),
    ])
    const answers = await Promise.all(
      [token, ended, `lethe_live_${'a'.repeat(49)}`, 'x'].map((text) => call(text, 'LIST')),
    )
    expect(
      new Set(await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`))).size,
    ).toBe(1)
    const open = (await keyOf()).token
    await client.query(
      "update tenants set locked_at = now(), erase_after = now() + interval '7 days' where slug = 'acme'",
    )
    expect((await call(open, 'LIST')).status).toBe(423)
    await client.query("update tenants set locked_at = null, erase_after = null where slug = 'acme'")
    await client.end()
  })

  it('gets another workspace’s analysis as little as one that is not there', async () => {
    const theirs = await addApiKey(cast.other, cast.charlie.id, {
      ...{ name: 'his', scopes: [...SCOPE_NAMES], days: 1, allowedAddresses: [], signed: false },
    })
    const page = await json<{ data: { id: string }[] }>(await call((await keyOf()).token, 'LIST'))
    const hers = page.data[0]?.id ?? ''
    for (const route of ['GET', 'DELETE'] as const) {
      const [one, other] = await Promise.all(
        [hers, randomUUID()].map((id) => call(theirs.token, route, { id }).then((answer) => answer.text())),
      )
      expect(one).toBe(other)
    }
  })

  it('is told what is wrong with a body or a query, and never what it said', async () => {
    const { token } = await keyOf()
    const status = async (body: unknown) => (await call(token, 'POST', { body })).status
    expect(await status('{"text":')).toBe(422)
    expect(await status({ text: 'a', verdict: 'no_action' })).toBe(422)
    expect(await status({ text: 'x'.repeat(5 * 1024 * 1024) })).toBe(413)
    const odd = await call(token, 'LIST', { query: '?tenant=planted-word' })
    expect(odd.status).toBe(422)
    expect(await odd.text()).not.toContain('planted-word')
  })

  it('is told after its limit when to come back', async () => {
    const { token } = await keyOf(['analyses:read'])
    let refused: Response | undefined
    for (let sent = 0; sent < 700 && !refused; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => call(token, 'LIST', { query: '?limit=0' })))
      refused = answers.find((answer) => answer.status === 429)
    }
    expect(refused?.headers.get('retry-after')).toMatch(/^\d{1,2}$/)
    expect(refused?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d{1,2}$/)
  })
})
