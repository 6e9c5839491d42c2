import { createHmac } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type FakeSenderApi, startFakeSenderApi } from '../../e2e/fakes/sender-api.ts'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { getAnalysis } from '../data/analyses.ts'
import { createSource, setSourceToken } from '../data/sources.ts'
import { serverEnv } from '../env.ts'
import { NotFound } from '../errors.ts'
import { loadRedactionSettings, saveRedactionSettings } from '../redaction-policy.ts'
import { detailsOf, TOKEN_FIELD } from './enrich/enrich.ts'
import { redactMore } from './enrich/redact-alert.ts'
import { investigate } from './investigate.ts'
import { matchAgain, matchingOf } from './receive-again.ts'
import { recordAnalysis } from './record.ts'
import { closePipelinePool } from './workers/pipeline-pool.ts'

// Evidence of an alert whose sender is asked again: the real database, the real threads, Sentry at the network.

let database: TestDatabase
let cast: Cast
let api: FakeSenderApi
let sourceId: string

beforeAll(async () => {
  api = await startFakeSenderApi()
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  vi.stubEnv('LETHE_OUTBOUND_ALLOW', api.host)
  cast = await seedPeople()
  const { keyRing } = serverEnv()
  const named = {
    kind: 'sentry',
    name: 'shop',
    sealedSecret: 'v1.k.i.b',
    sealedToken: null,
    createdById: cast.alice.id,
  }
  sourceId = await createSource(cast.acme, named)
  const token = JSON.stringify({ token: api.token, api: api.api })
  await setSourceToken(cast.acme, sourceId, keyRing.seal(token, { tenant: cast.acme, field: TOKEN_FIELD }))
}, 60_000)
afterAll(async () => {
  await Promise.all([api.close(), closePipelinePool()])
  await database.drop()
  vi.unstubAllEnvs()
})

const fetchMore = { kind: 'sentry_event' as const, ref: { issue: '77' } }
const PATH = '/api/0/issues/77/events/latest/'
const crumbs = (ms: number) => ({
  entries: [
    {
      type: 'breadcrumbs',
      data: {
        values: [
          { timestamp: '2026-11-20T09:00:00Z', level: 'info', message: 'order of maria.lopez@example.com accepted' },
          {
            timestamp: '2026-11-20T09:00:01Z',
            level: 'error',
            message: `HikariPool-1 - Connection is not available, request timed out after ${ms}ms.`,
          },
        ],
      },
    },
  ],
})
const answer = (ms: number) => api.put(PATH, { body: JSON.stringify(crumbs(ms)) })

/** As an alert is recorded: what its sender gave is numbered after three lines of its own. */
async function recorded(): Promise<string> {
  answer(30_001)
  const details = await detailsOf(cast.acme, sourceId, fetchMore)
  if (!details.ok) throw new Error(details.problem)
  const { lines, ...rest } = await redactMore(cast.acme, NOTHING, details.evidence)
  const received = { ...rest, lines: lines.map((line) => ({ ...line, number: line.number + 3 })) }
  const found = await investigate(cast.acme, received)
  const origin = { userId: null, source: 'webhook' as const, refetch: { sourceId, fetchMore, after: 3 } }
  return (await recordAnalysis(cast.acme, origin, received, found)).id
}
const NOTHING = { lines: [], bytesIn: 0, redactions: [], ruleSet: '', policy: '', overrides: [] }

it('asks the sender again, finds every line by its hash, and keeps nothing of it', async () => {
  const id = await recorded()
  const matched = await matchAgain(cast.acme, id)
  if ('problem' in matched) throw new Error(matched.problem)
  expect(matched.rulesChanged).toBe(false)
  expect(matched.lines.length).toBeGreaterThan(0)
  expect(matched.lines.map(({ found }) => found)).toEqual(matched.lines.map(() => 'exact'))
  const text = JSON.stringify(matched)
  expect(text).toContain('timed out after 30001ms')
  expect(text).not.toContain('maria.lopez')
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  const { rows } = await client.query('select to_jsonb(a)::text as row from analyses a where id = $1', [id])
  await client.end()
  for (const word of ['30001ms', 'order of maria', 'sentry_event', '"issue'])
    expect(JSON.stringify(rows)).not.toContain(word)
})

it('says by template what is no longer the same, and in a sentence what the sender does not give', async () => {
  const id = await recorded()
  answer(30_777)
  expect(await matchAgain(cast.acme, id)).toMatchObject({ lines: [{ found: 'shape' }] })
  api.put(PATH, { status: 404, body: '{}' })
  expect(await matchAgain(cast.acme, id)).toEqual({
    problem: 'Sentry knows no event of this issue under the token of this source.',
  })
})

it('gives the key of one analysis, and says when the rules are no longer those of it', async () => {
  const id = await recorded()
  const { key, evidence, policyChanged } = await matchingOf(cast.acme, id)
  expect(policyChanged).toBe(false)
  const line = '2026-11-20T09:00:01Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.'
  const hash = createHmac('sha256', Buffer.from(key, 'base64url')).update(line).digest('hex')
  expect(evidence.map((place) => place.hash)).toContain(hash)
  const other = await matchingOf(cast.acme, await recorded())
  expect(other.key).not.toBe(key)
  await saveRedactionSettings(cast.acme, cast.alice.id, {
    ...(await loadRedactionSettings(cast.acme)),
    fields: ['order'],
  })
  expect((await matchingOf(cast.acme, id)).policyChanged).toBe(true)
  expect(await matchAgain(cast.acme, id)).toMatchObject({ lines: expect.any(Array), rulesChanged: true })
})

it('gives another workspace nothing, and asks nobody where there is nobody to ask', async () => {
  const id = await recorded()
  await expect(matchingOf(cast.other, id)).rejects.toThrow(NotFound)
  await expect(matchAgain(cast.other, id)).rejects.toThrow(NotFound)
  const { analysis } = await getAnalysis(cast.acme, id)
  expect(analysis.rootCauses.length).toBeGreaterThan(0)
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query('update analyses set sealed_refetch = null where id = $1', [id])
  await client.end()
  await expect(matchAgain(cast.acme, id)).rejects.toThrow(NotFound)
})
