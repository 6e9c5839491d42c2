import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase, watchTestDatabases } from '../../ops/test-database.ts'
import { findPgbouncer, startTestPgbouncer, type TestPgbouncer } from '../../ops/test-pgbouncer.ts'
import { seedCast } from '../../prisma/seed.ts'
import { openKeyRing } from '../keyring.ts'
import { acceptDelivery } from './accepted-deliveries.ts'
import { openClients, withTenant } from './prisma.ts'
import { createSource } from './sources.ts'
import { unscopedTenantId } from './unscoped.ts'

// The whole of outsider.test.ts once more through PgBouncer in transaction mode: many clients on few connections, each given
// to somebody else after every transaction.

const command = findPgbouncer()
if (!command) process.stderr.write('\nSKIPPED: pgbouncer is not installed (Debian: apt-get install pgbouncer).\n')

const DELIVERY = {
  ...{ sealedSecret: 'v1.k.i.b', settings: {}, jobKey: null, causeKey: 'c'.repeat(64), looseKey: 'd'.repeat(64) },
  ...{ soft: false, full: false, ignoredFor: 'resolved', firing: [], resolved: [] },
}

let bouncer: TestPgbouncer | undefined
let database: TestDatabase | undefined

if (command) {
  watchTestDatabases(async (made) => {
    database = made
    await bouncer?.stop()
    bouncer = await startTestPgbouncer(command, [made.appUrl, made.doorUrl])
    await openClients({ appUrl: bouncer.through(made.appUrl), doorUrl: bouncer.through(made.doorUrl) })
  })
  await import('./outsider.test.ts')
}

describe.skipIf(!command)('the tenant setting', () => {
  let tenants: string[]

  beforeAll(async () => {
    const made = await createTestDatabase()
    const { acme, other } = await seedCast(openKeyRing(join(made.home, 'keys')))
    tenants = [acme, other]
  })
  afterAll(() => database?.drop())

  it('comes through the pooler, which gives its connections to others after each transaction', async () => {
    const backends = await Promise.all(
      Array.from({ length: 60 }, () =>
        withTenant(unscopedTenantId(tenants[0] ?? ''), async (tx) => {
          const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
          return row?.pid
        }),
      ),
    )
    expect(new Set(backends).size).toBeLessThanOrEqual(2)
  })

  it('leaves a delivery as it was taken down, prepared or not', async () => {
    const tenant = unscopedTenantId(tenants[0] ?? '')
    const [user] = await withTenant(tenant, (tx) => tx.membership.findMany())
    const sourceId = await createSource(tenant, {
      ...{ kind: 'standard', name: 's', sealedSecret: 'v1.k.i.b', sealedToken: null, createdById: user?.userId ?? '' },
    })
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        acceptDelivery(tenant, { ...DELIVERY, sourceId, deliveryKey: n.toString(16).padStart(64, '0') }, 60),
      ),
    )
    expect(taken.filter(({ outcome }) => outcome === 'taken')).toHaveLength(40)
  })

  it('of 400 units of work on two connections reaches its own unit and no other', async () => {
    const seen = await Promise.all(
      Array.from({ length: 400 }, (_, index) => {
        const tenant = unscopedTenantId(tenants[index % tenants.length] ?? '')
        return withTenant(tenant, async (tx) => (await tx.tenant.findMany()).map(({ id }) => id).join() === tenant)
      }),
    )
    expect(seen.filter((own) => !own)).toEqual([])
  })
})
afterAll(() => bouncer?.stop())
