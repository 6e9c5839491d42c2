import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, seedCast } from '../../prisma/seed.ts'
import { Conflict, NotFound } from '../errors.ts'
import { openKeyRing } from '../keyring.ts'
import { clockOf } from '../staff/breaches.ts'
import { listAuditEvents } from './audit-events.ts'
import * as breaches from './breaches.ts'
import { listStaffEvents } from './staff.ts'

// The breach desk: who may, whom it reaches, what it must have done before it is closed.

let database: TestDatabase
let cast: Cast
let owner: pg.Client
let security: string
let desk: string

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  ;[security, desk] = [await add('security'), await add('desk')]
}, 120_000)
afterAll(async () => {
  await owner.end()
  await database.drop()
})

async function add(role: string): Promise<string> {
  const email = `${role}${createHash('sha256').update(randomBytes(8)).digest('hex').slice(0, 6)}@operator.test`
  const { rows } = await owner.query('select id from staff.save_account($1, $2, $3)', [email, role, role])
  return String(rows[0].id)
}

const TEXTS = { title: 'A dump was copied', what: 'x', data: 'x', measures: 'x' }
const HOUR = 3_600_000
const open = (hoursAgo = 1) =>
  breaches.openBreach(security, { ...TEXTS, foundAt: new Date(Date.now() - hoursAgo * HOUR) })

describe('the breach desk', () => {
  it('is for admins and security only', async () => {
    const id = await open()
    for (const who of [desk, cast.alice.id, '00000000-0000-4000-8000-000000000000']) {
      for (const work of [
        () => breaches.listBreaches(who),
        () => breaches.findTenants(who, 'acme'),
        () => breaches.openBreach(who, { ...TEXTS, foundAt: new Date() }),
        () => breaches.addTenant(who, id, cast.acme),
        () => breaches.breachContacts(who, id, cast.acme),
        () => breaches.markTold(who, id, cast.acme, 1),
        () => breaches.decideAuthority(who, id, { decision: 'told', note: 'x' }),
      ]) {
        await expect(work()).rejects.toMatchObject({ code: 'P2010' })
      }
    }
  })

  it('finds workspaces by name and shows names only; every look-up stands in the log', async () => {
    const found = await breaches.findTenants(security, 'ACM')
    expect(found).toEqual([{ id: cast.acme, slug: 'acme', name: 'Acme' }])
    expect(await breaches.findTenants(security, '%')).toEqual([])
    const admin = await add('admin')
    const log = JSON.stringify(await listStaffEvents(admin, 0, 500))
    expect(log).toContain('workspace.looked_up')
    expect(log).toContain('ACM')
    expect(log).not.toContain(MARKERS.acme)
  })

  it('tells owners and admins of the workspaces on its list, and nobody else', async () => {
    const id = await open()
    expect(await breaches.breachContacts(security, id, cast.acme)).toEqual([])
    await breaches.addTenant(security, id, cast.acme)
    await expect(breaches.addTenant(security, id, cast.acme)).rejects.toThrow(Conflict)
    expect(await breaches.breachContacts(security, id, cast.acme)).toEqual(['alice@acme.test'])
    expect(await breaches.breachContacts(security, id, cast.other)).toEqual([])
    await breaches.markTold(security, id, cast.acme, 1)
    expect(await breaches.listNotices(security, id)).toMatchObject([
      { slug: 'acme', toldPeople: 1, toldAt: expect.any(Date) },
    ])
    expect((await listAuditEvents(cast.acme, { action: 'breach.told' })).items).toHaveLength(1)
    expect((await listAuditEvents(cast.other, { action: 'breach.told' })).items).toHaveLength(0)
    await expect(breaches.removeTenant(security, id, cast.acme)).rejects.toThrow(Conflict)
    await expect(breaches.markTold(security, id, cast.other, 1)).rejects.toThrow(NotFound)
  })

  it('is closed by a review, once everybody was told and the authority is settled', async () => {
    const id = await open()
    const review = { cause: 'a', effect: 'b', changes: 'c' }
    await breaches.addTenant(security, id, cast.other)
    await expect(breaches.reviewBreach(security, id, review)).rejects.toThrow(Conflict)
    await breaches.decideAuthority(security, id, { decision: 'told', note: 'AZ 1' })
    await expect(breaches.decideAuthority(security, id, { decision: 'not_needed', note: 'x' })).rejects.toThrow(
      Conflict,
    )
    await expect(breaches.reviewBreach(security, id, review)).rejects.toThrow(Conflict)
    await breaches.markTold(security, id, cast.other, 1)
    await breaches.reviewBreach(security, id, review)
    expect(await breaches.getBreach(security, id)).toMatchObject({
      ...review,
      authority: 'told',
      closedAt: expect.any(Date),
    })
    await expect(breaches.changeBreach(security, id, TEXTS)).rejects.toThrow(NotFound)
    await expect(breaches.addTenant(security, id, cast.acme)).rejects.toThrow(Conflict)
  })

  it('reminds once after 48 and once after 72 hours, until the authority is settled', async () => {
    const [young, old, over, settled] = [await open(47), await open(49), await open(73), await open(73)]
    await breaches.decideAuthority(security, settled, { decision: 'not_needed', note: 'encrypted' })
    const numbers = async () => new Map((await breaches.claimReminders()).map(({ id, number }) => [id, number]))
    const first = await numbers()
    expect([young, old, over, settled].map((id) => first.get(id))).toEqual([undefined, 1, 2, undefined])
    expect((await numbers()).size).toBe(0)
  })
})

describe('the clock', () => {
  const foundAt = new Date('2026-11-01T00:00:00Z')
  const at = (hours: number) => new Date(foundAt.getTime() + hours * HOUR)
  it.each([
    [null, null, 71.9, 'running'],
    [null, null, 72.1, 'overdue'],
    ['told', 72, 200, 'in_time'],
    ['told', 72.1, 200, 'late'],
    ['not_needed', 100, 200, 'not_needed'],
  ] as const)('%s after %s hours, seen after %s: %s', (authority, told, now, state) => {
    const clock = clockOf({ foundAt, authority, authorityAt: told === null ? null : at(told) }, at(now))
    expect(clock).toEqual({ dueAt: at(72), state })
  })
})
