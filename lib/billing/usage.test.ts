import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { seedPeople } from '../../prisma/seed.ts'
import type { TenantId } from '../data/unscoped.ts'
import { claimAnalysis, countAnalysis, getUsage } from '../data/usage-months.ts'

// The count of a month under many analyses side by side, in one process and in several, on a real database.

const PARALLEL = 200
const LIMIT = 50

let database: TestDatabase
let acme: TenantId
let other: TenantId
beforeAll(async () => {
  database = await createTestDatabase()
  const cast = await seedPeople()
  acme = cast.acme
  other = cast.other
}, 120_000)
afterAll(() => database.drop())

describe('the analyses of a month', () => {
  it(`are exact under ${PARALLEL} at once, of which ${LIMIT} may ask a model`, async () => {
    const claims = await Promise.all(Array.from({ length: PARALLEL }, () => claimAnalysis(acme, LIMIT, 600)))
    expect(claims.filter((claim) => claim !== null)).toHaveLength(LIMIT)
    expect(await claimAnalysis(acme, LIMIT, 600)).toBeNull()
    const figures = await Promise.all(claims.map((claim) => countAnalysis(acme, claim)))
    expect(new Set(figures.map(({ analyses }) => analyses)).size).toBe(PARALLEL)
    expect((await getUsage(acme)).analyses).toBe(PARALLEL)
    expect(await claimAnalysis(acme, PARALLEL, 600)).toBeNull()
    expect(await claimAnalysis(acme, PARALLEL + 1, 600)).not.toBeNull()
  })

  it('are exact across two more processes', async () => {
    const before = (await getUsage(other)).analyses
    const claimed = await Promise.all([0, 1].map(() => inAnotherProcess(other)))
    expect(claimed.reduce((sum, count) => sum + count, 0)).toBe(LIMIT)
    expect((await getUsage(other)).analyses).toBe(before + PARALLEL)
  })

  it('are freed where a process died with its claim', async () => {
    const { analyses } = await getUsage(acme)
    // One place was left and is held since the first test; a lease that has ended holds nothing.
    expect(await claimAnalysis(acme, analyses + 2, -1)).not.toBeNull()
    expect(await claimAnalysis(acme, analyses + 2, 600)).not.toBeNull()
    expect(await claimAnalysis(acme, analyses + 2, 600)).toBeNull()
  })
})

/** Half of the analyses, claimed and counted there; answers how many claims it got. */
function inAnotherProcess(tenant: TenantId): Promise<number> {
  const room = path.join(import.meta.dirname, '../data')
  const code = `
    import { closeClients, openClients } from ${JSON.stringify(`${room}/prisma.ts`)}
    import { claimAnalysis, countAnalysis } from ${JSON.stringify(`${room}/usage-months.ts`)}
    await openClients({ appUrl: process.env.APP_URL, doorUrl: process.env.DOOR_URL })
    const tenant = process.env.TENANT
    const claims = []
    for (let left = ${PARALLEL / 2}; left > 0; left -= 20) {
      const some = await Promise.all(Array.from({ length: 20 }, () => claimAnalysis(tenant, ${LIMIT}, 600)))
      await Promise.all(some.map((claim) => countAnalysis(tenant, claim)))
      claims.push(...some)
    }
    process.stdout.write(String(claims.filter((claim) => claim !== null).length))
    await closeClients()`
  const env = {
    PATH: '',
    APP_URL: database.appUrl,
    DOOR_URL: database.doorUrl,
    TENANT: tenant,
    NODE_ENV: 'test' as const,
  }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  return new Promise((resolve) => child.on('close', () => resolve(Number(said))))
}
