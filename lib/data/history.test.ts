import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, newAnalysis, poolExhausted, seedPeople } from '../../prisma/seed.ts'
import { NotFound } from '../errors.ts'
import { type KeyRing, openKeyRing } from '../keyring.ts'
import type { Analysis } from '../pipeline/analysis.ts'
import {
  type AnalysisFilter,
  createAnalysis,
  deleteAnalyses,
  deleteAnalysis,
  listAnalyses,
  type NewAnalysis,
} from './analyses.ts'
import { WALK } from './analysis-search.ts'
import { bandOf, termOf, wordsOf } from './analysis-terms.ts'
import { findRecurrences, findTrackRecord, listFeedback, type Rating, saveFeedback } from './feedback.ts'
import { findService, listServiceNames, listServices } from './services.ts'

let database: TestDatabase
let cast: Cast
let keyRing: KeyRing

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
  keyRing = openKeyRing(join(database.home, 'keys'))
}, 60_000)
afterAll(() => database.drop())

const create = (marker: string, changes: Partial<Analysis> = {}, more: Partial<NewAnalysis> = {}) =>
  createAnalysis(cast.acme, {
    ...newAnalysis(poolExhausted(marker, changes), { tenant: cast.acme, createdById: cast.alice.id, keyRing }),
    source: 'paste',
    ...more,
  })
const ids = async (filter: AnalysisFilter) => (await listAnalyses(cast.acme, filter)).items.map(({ id }) => id)

async function admin<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<T>(sql).finally(() => client.end())).rows
}

describe('words', () => {
  it('are letters and digits in lower case, each once, without the idle ones', () => {
    expect(wordsOf('The Pool of payments-db_2 is full: pool, x ÜBER')).toEqual([
      'pool',
      'payments',
      'db',
      'full',
      'über',
    ])
  })

  it('become the numbers that the migration makes of them', async () => {
    const [row] = await admin<{ term: string }>(
      `select ('x' || substr(encode(sha256(convert_to('word:über', 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint::text as term`,
    )
    expect(row?.term).toBe(`${termOf('word', 'über')}`)
  })

  it('the band of a confidence holds its own lower end', () => {
    expect([0, 0.1, 0.29, 0.3, 0.7, 0.86, 0.9, 1].map(bandOf)).toEqual([0, 1, 2, 3, 7, 8, 9, 9])
  })
})

describe('the history', () => {
  it('finds by words that all stand in it, by every filter, and by several at once', async () => {
    const pool = await create('fleet', { category: 'dns', verdict: 'inconclusive', confidence: 0.31 })
    const cli = await create('fleet', { category: 'tls' }, { source: 'cli', createdById: cast.bob.id })
    expect((await ids({ search: 'FLEET exhausted' })).sort()).toEqual([cli, pool].sort())
    expect(await ids({ search: 'fleet nowhere' })).toEqual([])
    expect(await ids({ search: 'flee' })).toEqual([])
    const each: AnalysisFilter[] = [
      { category: 'dns' },
      { verdict: 'inconclusive' },
      { confidence: 3 },
      { search: 'fleet', person: cast.alice.id },
    ]
    for (const filter of each) expect(await ids(filter), JSON.stringify(filter)).toEqual([pool])
    for (const filter of [
      { source: 'cli' },
      { person: cast.bob.id },
      { category: 'tls', service: 'fleet-db' },
    ] as const)
      expect(await ids(filter), JSON.stringify(filter)).toEqual([cli])
    expect(await ids({ source: 'cli', category: 'dns' })).toEqual([])
  })

  it('gives every found one once over its pages, also of the same instant', async () => {
    const made = await Promise.all(Array.from({ length: 7 }, () => create('pager')))
    await admin(`update analyses set created_at = '2026-01-01'; update analysis_terms set at = '2026-01-01'`)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAnalyses(cast.acme, { search: 'pager', limit: 3, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([...made].sort().reverse())
  })

  it('ends a page after a bounded walk and goes on from there', async () => {
    const old = await create('beyond')
    await admin(`
      insert into analyses (id, tenant_id, created_at, source, title, summary, category, verdict, decision, confidence, engine, tokens_in,
        tokens_out, document, receipt, rule_set, policy_digest, sealed_hash_key, expires_at)
      select gen_random_uuid(), tenant_id, created_at + n * interval '1 second', source, 'filler', 's', category, verdict, decision, confidence,
        engine, 0, 0, '{}', '{}', n % 2, 'd', 'k', now() + interval '9 days'
      from analyses a, generate_series(1, ${2 * WALK + 20}) n where a.id = '${old}'`)
    await admin(`
      insert into analysis_terms (id, tenant_id, analysis_id, term, at)
      select gen_random_uuid(), tenant_id, id, case rule_set when '0' then ${termOf('word', 'even')} else ${termOf('word', 'odd')} end, created_at
      from analyses where title = 'filler';
      insert into analysis_terms (id, tenant_id, analysis_id, term, at)
      select gen_random_uuid(), tenant_id, id, t, created_at from analyses, unnest(array[${termOf('word', 'even')}, ${termOf('word', 'odd')}]::bigint[]) t
      where id = '${old}'`)
    // Two common words that meet once, in the oldest of all.
    const first = await listAnalyses(cast.acme, { search: 'even odd' })
    expect(first.items).toEqual([])
    const second = await listAnalyses(cast.acme, { search: 'even odd', cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ id }) => id)).toEqual([old])
    expect(second.nextCursor).toBeNull()
  })

  it('deletes several at once, with everything that hangs on them, and says which', async () => {
    const [a, b] = [await create('several'), await create('several')]
    await saveFeedback(cast.acme, word(a, 'right'))
    expect((await deleteAnalyses(cast.acme, [a, b, cast.acme, 'nonsense'])).sort()).toEqual([a, b].sort())
    expect(await deleteAnalyses(cast.acme, [a])).toEqual([])
    for (const table of ['analysis_terms', 'feedback', 'evidence'])
      expect(await admin(`select 1 from ${table} where analysis_id in ('${a}', '${b}')`), table).toEqual([])
  })
})

const word = (analysisId: string, rating: Rating, more: { helped?: string; channelId?: string } = {}) => ({
  ...{ analysisId, rating, realCause: null, helped: more.helped ?? null },
  voice: more.channelId ? { channelId: more.channelId, channel: 'ops' } : { userId: cast.alice.id },
})

describe('feedback', () => {
  it('keeps one word of each voice, the newest, and counts an analysis once', async () => {
    const id = await create('judged', { confidence: 0.55 })
    await saveFeedback(cast.acme, word(id, 'wrong'))
    await saveFeedback(cast.acme, word(id, 'right'))
    expect(await findTrackRecord(cast.acme, 5)).toEqual({ right: 1, judged: 1 })
    await saveFeedback(cast.acme, word(id, 'wrong', { channelId: id }))
    await saveFeedback(cast.acme, word(id, 'partly', { channelId: id }))
    expect(await findTrackRecord(cast.acme, 5)).toEqual({ right: 0, judged: 1 })
    expect((await listFeedback(cast.acme, id)).map(({ rating, by, channel }) => [rating, by?.name, channel])).toEqual([
      ['partly', undefined, 'ops'],
      ['right', 'Alice', null],
    ])
    await expect(saveFeedback(cast.other, word(id, 'right'))).rejects.toThrow(NotFound)
  })

  it('remembers an incident that comes again, what its cause was and what helped, until it is deleted', async () => {
    const times = { since: new Date(Date.now() - 30 * 86_400_000), before: new Date(Date.now() + 60_000) }
    const first = await create('again', { title: 'The first time' }, { templateKeys: ['k1', 'k2'] })
    // Two that are made within a millisecond have no order.
    await admin(`update analyses set created_at = created_at - interval '1 hour' where id = '${first}'`)
    const second = await create('again', { title: 'The second time' }, { templateKeys: ['k2'] })
    const third = await create('again', {}, { templateKeys: ['k2', 'k3'] })
    // A revision is the same incident.
    await create('again', {}, { templateKeys: ['k2'], revisionOfId: third })
    await saveFeedback(cast.acme, word(first, 'right', { helped: 'A larger pool' }))
    const asked = { id: third, keys: ['k2', 'k3'], ...times }
    expect(await findRecurrences(cast.acme, asked)).toMatchObject({
      earlier: 2,
      last: { id: second, title: 'The second time', rating: null },
      helped: { id: first, words: 'A larger pool' },
    })
    expect(await findRecurrences(cast.other, asked)).toEqual({ earlier: 0, last: null, helped: null })
    await deleteAnalysis(cast.acme, second)
    await deleteAnalysis(cast.acme, first)
    expect(await findRecurrences(cast.acme, asked)).toEqual({ earlier: 0, last: null, helped: null })
  })
})

describe('services', () => {
  it('are listed with how often they come, and have their common causes', async () => {
    const now = new Date(Date.now() + 60_000)
    for (let i = 0; i < 11; i++) await create('busy', { title: i < 8 ? 'Pool full' : 'Disk full' })
    const label = async () =>
      (await listServices(cast.acme, now)).find(({ service }) => service === 'busy-db')?.frequency
    expect(await label()).toBe('new')
    await admin(`update analyses set created_at = now() - interval '8 days' where service = 'busy-db'`)
    expect(await label()).toBe('frequent')
    const found = await findService(cast.acme, 'busy-db', now)
    expect(found).toMatchObject({ recent: 11, frequency: 'frequent' })
    expect(found?.causes.map(({ title, count }) => [title, count])).toEqual([
      ['Pool full', 8],
      ['Disk full', 3],
    ])
    await admin(`update analyses set created_at = now() - interval '40 days' where service = 'busy-db'`)
    expect(await label()).toBe('rare')
    const names = await listServiceNames(cast.acme)
    expect(names).toContain('busy-db')
    expect(names).toEqual([...new Set(names)].sort())
    expect(await listServiceNames(cast.other)).toEqual([])
    expect(await findService(cast.acme, 'nowhere', now)).toBeNull()
    expect(await findService(cast.other, 'busy-db', now)).toBeNull()
  })
})
