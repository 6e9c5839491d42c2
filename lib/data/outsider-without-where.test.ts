import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedCast } from '../../prisma/seed.ts'
import { openKeyRing } from '../keyring.ts'
import { findAnalysis, listAnalyses } from './analyses.ts'
import { plantFault, withoutTenant } from './cases/without-where.ts'
import { openClients } from './prisma.ts'

// The whole of outsider.test.ts once more, with every condition on the tenant gone from every statement: what refuses then
// is the database.

describe('the planted fault', () => {
  it('takes the tenant out of conditions and leaves values and numbers of parameters', () => {
    expect(
      withoutTenant(
        'SELECT 1 FROM "public"."analyses" WHERE ("public"."analyses"."id" = $1 AND "public"."analyses"."tenant_id" = $2)',
      ),
    ).toBe('SELECT 1 FROM "public"."analyses" WHERE ("public"."analyses"."id" = $1 AND ($2::uuid IS NOT NULL))')
    expect(withoutTenant('where t.tenant_id = $1::uuid and t.id > $2')).toBe(
      'where ($1::uuid IS NOT NULL) and t.id > $2',
    )
    const insert = 'INSERT INTO "public"."sources" ("id","tenant_id") VALUES ($1,$2)'
    expect(withoutTenant(insert)).toBe(insert)
  })
})

const fault = plantFault()
await import('./outsider.test.ts')

describe('without the database’s rule the fault leaks', () => {
  let database: TestDatabase
  let cast: Cast

  beforeAll(async () => {
    database = await createTestDatabase()
    cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  }, 60_000)
  afterAll(() => database.drop())

  it('so a role that row security does not bind reads what is another’s, and ours does not', async () => {
    const [first] = (await listAnalyses(cast.acme)).items
    expect(await findAnalysis(cast.other, first?.id ?? '')).toBeNull()
    await openClients({ appUrl: database.adminUrl, doorUrl: database.doorUrl })
    expect((await findAnalysis(cast.other, first?.id ?? ''))?.id).toBe(first?.id)
    expect((await listAnalyses(cast.other, { limit: 100 })).items.length).toBeGreaterThan(3)
  })
})

afterAll(() => {
  expect(fault.changed.size).toBeGreaterThan(60)
})
