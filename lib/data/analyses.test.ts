import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, newAnalysis, poolExhausted, seedPeople } from '../../prisma/seed.ts'
import { Invalid, NotFound } from '../errors.ts'
import { type KeyRing, openKeyRing } from '../keyring.ts'
import { type Analysis, analysisSchema } from '../pipeline/analysis.ts'
import { createAnalysis, deleteAnalysis, findAnalysis, getAnalysis, listAnalyses, listRevisions } from './analyses.ts'
import { createAuditEvent, listAuditEvents } from './audit-events.ts'
import { withTenant } from './prisma.ts'
import { getTenant, updateTenant } from './tenants.ts'

let database: TestDatabase
let cast: Cast
let keyRing: KeyRing

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
  keyRing = openKeyRing(join(database.home, 'keys'))
}, 60_000)
afterAll(() => database.drop())

const create = (analysis: Analysis) =>
  createAnalysis(cast.acme, newAnalysis(analysis, { tenant: cast.acme, createdById: cast.alice.id, keyRing }))

async function countAll(): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  const { rows } = await client.query<{ analyses: number; evidence: number }>(
    'select (select count(*)::int from analyses) as analyses, (select count(*)::int from evidence) as evidence',
  )
  await client.end()
  return { ...rows[0] }
}

describe('a stored analysis', () => {
  it('comes back whole, valid, with its evidence in order and its author', async () => {
    const given = poolExhausted('ledger')
    const stored = await getAnalysis(cast.acme, await create(given))
    expect(stored.analysis).toEqual(given)
    expect(analysisSchema.safeParse(stored.analysis).success).toBe(true)
    expect(stored.createdBy).toEqual({ id: cast.alice.id, email: cast.alice.email, name: 'Alice' })
    expect([...stored.lineHashes.keys()].sort((a, b) => a - b)).toEqual([388, 412, 430])
  })

  it('is refused with a quote, and the database refuses one by itself', async () => {
    const before = await countAll()
    const quoted = structuredClone(poolExhausted('ledger'))
    const place = quoted.rootCauses[0]?.evidence[0]
    if (place) place.quote = 'the line'
    await expect(create(quoted)).rejects.toThrow(Invalid)
    const smuggled = { ...poolExhausted('ledger'), dataGaps: [{ quote: 'the line' }] as unknown as string[] }
    await expect(create(smuggled)).rejects.toThrow()
    expect(await countAll()).toEqual(before)
  })

  it('is refused when a line of evidence has no hash', async () => {
    const made = newAnalysis(poolExhausted('ledger'), { tenant: cast.acme, createdById: null, keyRing })
    await expect(createAnalysis(cast.acme, { ...made, lineHashes: new Map() })).rejects.toThrow(Invalid)
  })

  it('goes at once with all its evidence when deleted, and only once', async () => {
    const before = await countAll()
    const id = await create(poolExhausted('ledger'))
    await deleteAnalysis(cast.acme, id)
    expect(await findAnalysis(cast.acme, id)).toBeNull()
    expect(await countAll()).toEqual(before)
    await expect(deleteAnalysis(cast.acme, id)).rejects.toThrow(NotFound)
  })

  it('is kept together with its audit event, or neither is', async () => {
    const before = await countAll()
    await expect(
      withTenant(cast.acme, async () => {
        await create(poolExhausted('ledger'))
        await createAuditEvent(cast.acme, { actorId: cast.alice.id, action: 'analysis.undone' })
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await countAll()).toEqual(before)
    expect((await listAuditEvents(cast.acme)).items.map(({ action }) => action)).not.toContain('analysis.undone')
  })
})

describe('a list', () => {
  it('gives every analysis once, newest first, whatever the page size', async () => {
    for (let n = 0; n < 7; n++) await create(poolExhausted('ledger', { title: `Number ${n}` }))
    const whole = await listAnalyses(cast.acme, { limit: 100 })
    expect(whole.nextCursor).toBeNull()
    expect(whole.items[0]?.title).toBe('Number 6')
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAnalyses(cast.acme, { limit: 3, cursor })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole.items.map(({ id }) => id))
  })

  it('can be narrowed', async () => {
    await create(poolExhausted('ledger', { verdict: 'no_action', category: 'healthy' }))
    const found = await listAnalyses(cast.acme, { verdict: 'no_action', category: 'healthy' })
    expect(found.items).toHaveLength(1)
  })

  it.each(['x', '', 'a'.repeat(5_000), Buffer.from('zz.not-a-uuid').toString('base64url'), '../..', '%00'])(
    'refuses the cursor %j as the mistake of whoever sent it',
    async (cursor) => {
      await expect(listAnalyses(cast.acme, { cursor })).rejects.toThrow(Invalid)
    },
  )

  it.each([0, -1, 101, 1.5, Number.NaN])('refuses a page of %j', async (limit) => {
    await expect(listAnalyses(cast.acme, { limit })).rejects.toThrow(Invalid)
  })
})

describe('revisions', () => {
  it('are listed first to newest from any of them, in their own workspace only, and go with the first', async () => {
    const first = await create(poolExhausted('ledger'))
    expect((await listRevisions(cast.acme, first)).map(({ id }) => id)).toEqual([first])
    const given = newAnalysis(poolExhausted('ledger'), { tenant: cast.acme, createdById: cast.alice.id, keyRing })
    const second = await createAnalysis(cast.acme, { ...given, revisionOfId: first })
    const third = await createAnalysis(cast.acme, { ...given, revisionOfId: first })
    for (const id of [first, second, third]) {
      expect((await listRevisions(cast.acme, id)).map((revision) => revision.id)).toEqual([first, second, third])
      expect(await listRevisions(cast.other, id)).toEqual([])
    }
    expect(await listRevisions(cast.acme, 'not an id')).toEqual([])
    await deleteAnalysis(cast.acme, first)
    expect(await listRevisions(cast.acme, third)).toEqual([])
  })
})

describe('a workspace', () => {
  it('keeps 90 days until told otherwise', async () => {
    expect(await getTenant(cast.acme)).toMatchObject({ slug: 'acme', retentionDays: 90, policy: {} })
    await updateTenant(cast.acme, { retentionDays: 30, policy: { localOnly: true } })
    expect(await getTenant(cast.acme)).toMatchObject({ name: 'Acme', retentionDays: 30, policy: { localOnly: true } })
  })
})
