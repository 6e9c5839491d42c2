/**
 * node bench/tenant-unit.ts [--seconds 6]
 *
 * What the tenant costs: the same queries inside `withTenant` (an interactive transaction that sets the tenant first, under
 * row-level security) and plain, as a role that row security does not bind, at ten at once. Both through Prisma. One small
 * query alone is measured against a floor as well: the bare driver with a begin and a commit around the same query.
 */
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { createAnalysis, listAnalyses } from '../lib/data/analyses.ts'
import { PrismaClient } from '../lib/data/generated/client.ts'
import { closeClients, openClients, withTenant } from '../lib/data/prisma.ts'
import { completeEnv, parseEnv } from '../lib/env.ts'
import { ensureKeyRing } from '../lib/keyring.ts'
import { migrate, openRoles } from '../ops/migrate.ts'
import { startTestPostgres } from '../ops/test-postgres.ts'
import { newAnalysis, poolExhausted, seedCast } from '../prisma/seed.ts'
import { printFigure } from './figures.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string' } } })
const SECONDS = Number(values.seconds ?? 6)
const AT_ONCE = 10
const ROUNDS = 3
const PAGE = 'a page of analyses and a count'
const ALONE = 'one small query alone'
const FLOOR = 'the bare driver'

const postgres = await startTestPostgres()
const keyRing = ensureKeyRing(`${postgres.home}/keys`)
const settings = { ...parseEnv({ LETHE_HOME: postgres.home }), databaseUrl: postgres.ownerUrl }
await migrate({ ownerUrl: postgres.ownerUrl })
await openRoles(settings, keyRing)
const { databaseAppUrl: appUrl, databaseDoorUrl: doorUrl } = completeEnv(settings)
await openClients({ appUrl, doorUrl })
const plain = new PrismaClient({
  adapter: new PrismaPg({ connectionString: postgres.adminUrl, max: AT_ONCE }),
  errorFormat: 'minimal',
})
const driver = new pg.Pool({ connectionString: appUrl, max: AT_ONCE }).on('error', () => {})
const bare = new pg.Pool({ connectionString: postgres.adminUrl, max: AT_ONCE }).on('error', () => {})
try {
  const { acme, other } = await seedCast(keyRing)
  for (const tenant of [acme, other])
    for (let i = 0; i < 200; i++)
      await createAnalysis(tenant, newAnalysis(poolExhausted(`bench ${i}`), { tenant, createdById: null, keyRing }))

  const page = (tx: Pick<PrismaClient, 'analysis'>) =>
    tx.analysis.findMany({
      where: { tenantId: acme },
      select: { id: true, createdAt: true, title: true, summary: true, verdict: true, confidence: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 26,
    })
  const counted = (tx: Pick<PrismaClient, 'evidence'>) => tx.evidence.count({ where: { tenantId: acme } })
  const works = {
    // What a page asks: a list, and what it counts.
    [PAGE]: {
      plain: async () => [await page(plain), await counted(plain)],
      unit: () => withTenant(acme, async (tx) => [await page(tx), await counted(tx)]),
    },
    [ALONE]: {
      plain: () => plain.tenant.findFirst({ where: { id: acme } }),
      unit: () => withTenant(acme, (tx) => tx.tenant.findFirst({ where: { id: acme } })),
    },
  }
  if ((await listAnalyses(acme)).items.length !== 25) throw new Error('nothing to read')
  const costs = new Map<string, number>()
  for (const [name, { plain: without, unit }] of Object.entries({ ...works, ...floor(acme) })) {
    const rates = { without: [] as number[], unit: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      rates.without.push(await perSecond(without))
      rates.unit.push(await perSecond(unit))
    }
    const [a, b] = [middle(rates.without), middle(rates.unit)]
    process.stdout.write(`${name}: plain ${a.toFixed(0)}/s, in a unit ${b.toFixed(0)}/s\n`)
    costs.set(name, a / b)
  }
  const cost = (name: string) => costs.get(name) ?? Number.NaN
  printFigure({ name: `withTenant, ${PAGE}`, value: cost(PAGE), unit: '× plain', target: 'at most 2' })
  // No transaction around one small statement costs less than the driver's own.
  printFigure({ name: `withTenant, ${ALONE}`, value: cost(ALONE), unit: '× plain' })
  printFigure({ name: `${FLOOR}, ${ALONE}`, value: cost(FLOOR), unit: '× plain' })
  printFigure({ name: `withTenant to ${FLOOR}`, value: cost(ALONE) / cost(FLOOR), unit: '', target: 'at most 1.5' })
} finally {
  await plain.$disconnect()
  await Promise.all([driver.end(), bare.end()])
  await closeClients()
  await postgres.stop()
}

/** The same query by the driver alone, plain and with what a unit cannot do without. */
function floor(tenant: string) {
  const query = { name: 'floor', text: 'select * from tenants where id = $1 limit 1', values: [tenant] }
  return {
    [FLOOR]: {
      plain: () => bare.query(query),
      unit: async () => {
        const client = await driver.connect()
        try {
          await client.query(`begin; select set_config('lethe.tenant_id', '${tenant}', true)`)
          const found = await client.query(query)
          await client.query('commit')
          if (found.rows.length !== 1) throw new Error('nothing to read')
        } finally {
          client.release()
        }
      },
    },
  }
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  let done = 0
  const from = performance.now()
  const until = from + (SECONDS * 1_000) / ROUNDS
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        await work()
        done++
      }
    }),
  )
  return done / ((performance.now() - from) / 1_000)
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
