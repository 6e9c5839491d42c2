import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, newAnalysis, poolExhausted, seedCast } from '../../prisma/seed.ts'
import { NotFound } from '../errors.ts'
import { openKeyRing } from '../keyring.ts'
import * as analyses from './analyses.ts'
import * as auditEvents from './audit-events.ts'
import * as memberships from './memberships.ts'
import * as redactionValues from './redaction-values.ts'
import * as tenants from './tenants.ts'
import type { TenantId } from './unscoped.ts'

// Every function of the data room that takes a tenant, run by Charlie against what is Alice's.

let database: TestDatabase
let cast: Cast
let alices: string
let herValues: string

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  alices = (await analyses.listAnalyses(cast.acme)).items[0]?.id ?? ''
  await auditEvents.createAuditEvent(cast.acme, { actorId: cast.alice.id, action: 'analysis.read', subject: alices })
  herValues = await redactionValues.createRedactionValues(cast.acme, sealedValues(cast.alice.id, MARKERS.acme))
}, 60_000)
afterAll(() => database.drop())

const sealedValues = (createdById: string, label: string) => ({ label, count: 1, sealed: 'v1.k.i.b', createdById })

/** One attempt per function. It must end in NotFound or in an answer that holds nothing of Acme's. */
const attempts: Record<string, (charlie: TenantId) => Promise<unknown>> = {
  createAnalysis: (charlie) => {
    const made = poolExhausted(MARKERS.other)
    const keyRing = openKeyRing(join(database.home, 'keys'))
    return analyses.createAnalysis(charlie, newAnalysis(made, { tenant: charlie, createdById: cast.alice.id, keyRing }))
  },
  getAnalysis: (charlie) => analyses.getAnalysis(charlie, alices),
  findAnalysis: (charlie) => analyses.findAnalysis(charlie, alices),
  listAnalyses: async (charlie) => {
    const acmes = await analyses.listAnalyses(cast.acme, { limit: 1 })
    return [
      await analyses.listAnalyses(charlie, { limit: 100 }),
      await analyses.listAnalyses(charlie, { cursor: acmes.nextCursor ?? '' }),
    ]
  },
  deleteAnalysis: (charlie) => analyses.deleteAnalysis(charlie, alices),
  createAuditEvent: (charlie) =>
    auditEvents.createAuditEvent(charlie, { actorId: cast.charlie.id, action: 'analysis.read', subject: alices }),
  listAuditEvents: async (charlie) =>
    (await auditEvents.listAuditEvents(charlie)).items.filter(({ actorId }) => actorId !== cast.charlie.id),
  listMembers: (charlie) => memberships.listMembers(charlie),
  findMember: (charlie) => memberships.findMember(charlie, cast.alice.id),
  createMembership: (charlie) => memberships.createMembership(charlie, { userId: cast.charlie.id, role: 'owner' }),
  createRedactionValues: (charlie) =>
    redactionValues.createRedactionValues(charlie, sealedValues(cast.charlie.id, 'his own')),
  listRedactionValues: (charlie) => redactionValues.listRedactionValues(charlie),
  listSealedRedactionValues: async (charlie) => (await redactionValues.listSealedRedactionValues(charlie)).slice(1),
  deleteRedactionValues: (charlie) => redactionValues.deleteRedactionValues(charlie, herValues),
  getTenant: (charlie) => tenants.getTenant(charlie),
  updateTenant: (charlie) => tenants.updateTenant(charlie, { name: 'Other Ltd' }),
  listWorkspaces: () => tenants.listWorkspaces(cast.charlie.id),
  createWorkspace: () => tenants.createWorkspace({ userId: cast.charlie.id, name: 'Acme', slug: 'acme' }),
}

describe('Charlie, the outsider,', () => {
  it('tries every function that takes a tenant', () => {
    const offered = [analyses, auditEvents, memberships, redactionValues, tenants].flatMap((file) => Object.keys(file))
    expect(Object.keys(attempts).sort()).toEqual(offered.sort())
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    expect(files.sort()).toEqual(
      [
        ...['analyses.ts', 'audit-events.ts', 'memberships.ts', 'redaction-values.ts', 'tenants.ts'],
        // Without a tenant: the door's, tested in door.test.ts; and what holds no data.
        ...['sessions.ts', 'sign-in-links.ts', 'users.ts', 'unscoped.ts', 'ready.ts'],
        ...['analysis-rows.ts', 'json.ts', 'page.ts', 'prisma.ts', 'uuid.ts'],
      ].sort(),
    )
  })

  it.each(Object.keys(attempts))('gets nothing of Alice by %s', async (name) => {
    const answer = await attempts[name]?.(cast.other).catch((error: unknown) => {
      expect(error).toHaveProperty('status')
      return String(error)
    })
    const said = JSON.stringify(answer ?? null)
    for (const hers of [MARKERS.acme, cast.acme, cast.alice.email, cast.bob.email]) expect(said).not.toContain(hers)
    if (name !== 'createAnalysis') expect(said).not.toContain(alices)
  })

  it('gets the same answer for her id, for no id and for nonsense', async () => {
    const answers = await Promise.all(
      [alices, '00000000-0000-7000-8000-000000000000', "1' or '1'='1", ''].map((id) =>
        analyses
          .getAnalysis(cast.other, id)
          .catch((error: unknown) => (error instanceof NotFound ? error.message : '?')),
      ),
    )
    expect(new Set(answers).size).toBe(1)
  })

  it('has taken nothing away: what was hers is there', async () => {
    expect((await analyses.listAnalyses(cast.acme)).items).toHaveLength(3)
    expect((await analyses.getAnalysis(cast.acme, alices)).analysis.title).toContain(MARKERS.acme)
    expect((await redactionValues.listRedactionValues(cast.acme)).map(({ id }) => id)).toEqual([herValues])
    expect((await tenants.getTenant(cast.acme)).name).toBe('Acme')
    expect(await memberships.listMembers(cast.acme)).toHaveLength(2)
  })
})

describe('what skips the tenant', () => {
  const root = join(import.meta.dirname, '../..')
  const sources = ['app', 'components', 'lib', 'cli', 'prisma'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|generated/.test(file))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
  )
  const users = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

  it('has one file for the door and one for the brand', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(users(/\bdoorClient\(/).sort()).toEqual(['lib/data/prisma.ts', 'lib/data/unscoped.ts'])
    expect(users(/\bas (unknown as )?TenantId\b/)).toEqual(['lib/data/unscoped.ts'])
  })

  it('is called by the files of people, links, sessions and workspaces only', () => {
    expect(users(/\bunscoped\w+\(/).sort()).toEqual(
      ['ready', 'sessions', 'sign-in-links', 'tenants', 'unscoped', 'users'].map((noun) => `lib/data/${noun}.ts`),
    )
  })
})
