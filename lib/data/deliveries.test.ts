import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, newAnalysis, poolExhausted, seedPeople } from '../../prisma/seed.ts'
import { NotFound } from '../errors.ts'
import { openKeyRing } from '../keyring.ts'
import { acceptDelivery, type NewDelivery } from './accepted-deliveries.ts'
import * as groups from './alert-groups.ts'
import { createAnalysis, deleteAnalysis, getAnalysis, listAnalyses } from './analyses.ts'
import { createChannel, deleteChannel, markChannelBroken } from './channels.ts'
import * as deliveries from './deliveries.ts'
import * as states from './delivery-states.ts'
import { listLedger } from './ledger-entries.ts'
import * as notifications from './notifications.ts'
import * as sources from './sources.ts'

// States by compare-and-set: of many at once, one wins, and what has ended stays ended.

let database: TestDatabase
let cast: Cast
let sourceId: string

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
  sourceId = await sources.createSource(cast.acme, newSource())
}, 60_000)
afterAll(() => database.drop())

const newSource = () => ({
  ...{ kind: 'standard', name: 's', sealedSecret: 'v1.k.i.one', sealedToken: null, createdById: cast.alice.id },
})
const hash = () => createHash('sha256').update(randomUUID()).digest('hex')
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000)
const given = (changes: Partial<NewDelivery> = {}): NewDelivery => ({
  ...{
    sourceId,
    sealedSecret: 'v1.k.i.one',
    settings: {},
    deliveryKey: hash(),
    jobKey: null,
    causeKey: hash(),
    looseKey: hash(),
  },
  ...{ soft: false, full: false, ignoredFor: null, firing: [], resolved: [] },
  ...changes,
})
/** The state of the row, or why there is none. */
const accept = async (changes: Partial<NewDelivery> = {}, leaseSeconds = 60) => {
  const made = await acceptDelivery(cast.acme, given(changes), leaseSeconds)
  return made.outcome === 'taken' ? made.state : made.outcome
}
const many = <T>(work: () => Promise<T>, count = 12) => Promise.all(Array.from({ length: count }, work))

async function received(changes: Partial<NewDelivery> = {}, leaseSeconds = 60): Promise<string> {
  const made = await acceptDelivery(cast.acme, given(changes), leaseSeconds)
  return made.outcome === 'taken' ? made.id : ''
}
async function analysis(): Promise<string> {
  const keyRing = openKeyRing(join(database.home, 'keys'))
  return createAnalysis(cast.acme, newAnalysis(poolExhausted('x'), { tenant: cast.acme, createdById: null, keyRing }))
}
async function admin<Row extends object>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<Row>(sql).finally(() => client.end())).rows
}

describe('a delivery', () => {
  it('is made once of twelve at once, per source', async () => {
    const same = given()
    const made = await many(() => accept(same))
    expect(made.filter((outcome) => outcome === 'received')).toHaveLength(1)
    expect(made.filter((outcome) => outcome === 'duplicate')).toHaveLength(11)
    const other = await sources.createSource(cast.acme, newSource())
    expect(await accept({ ...same, sourceId: other })).toBe('received')
  })

  it.each(['jobKey', 'causeKey'] as const)(
    'is the first of its %s once of twelve at once; the others join it',
    async (key) => {
      const shared = hash()
      const made = await many(() => accept({ [key]: shared }))
      expect(made.filter((state) => state === 'received')).toHaveLength(1)
      expect(made.filter((state) => state === 'coalesced')).toHaveLength(11)
    },
  )

  it('joins by its words alone only where too much is waiting', async () => {
    const looseKey = hash()
    await accept({ looseKey })
    expect(await accept({ looseKey })).toBe('received')
    expect(await accept({ looseKey, soft: true })).toBe('coalesced')
  })

  it('joins no alert that is too old, or that ended without an answer', async () => {
    const [old, failed] = [hash(), hash()]
    await received({ jobKey: old })
    await admin("update alert_groups set opened_at = now() - interval '61 minutes'")
    expect(await accept({ jobKey: old })).toBe('received')
    const lost = await received({ jobKey: failed })
    await states.moveDelivery(cast.acme, lost, ['received'], 'failed', { reason: 'not_analyzed' })
    expect(await accept({ jobKey: failed })).toBe('received')
    expect(await accept({ jobKey: failed })).toBe('coalesced')
  })

  it('is refused where there is no place and it would need one, and counted; repeats and duplicates are taken', async () => {
    const own = await sources.createSource(cast.acme, newSource())
    const [jobKey, deliveryKey] = [hash(), hash()]
    const here = { sourceId: own, full: true }
    expect(await accept({ ...here, jobKey })).toBe('busy')
    expect(await accept({ sourceId: own, jobKey, deliveryKey })).toBe('received')
    expect(await accept({ ...here, jobKey })).toBe('coalesced')
    expect(await accept({ ...here, jobKey, deliveryKey })).toBe('duplicate')
    expect(await accept({ ...here, ignoredFor: 'ping' })).toBe('ignored')
    const line = (await listLedger(cast.acme)).find(({ sourceId: id }) => id === own)
    expect(line).toMatchObject({ accepted: 3, refusedBusy: 1, duplicates: 1, received: 1, coalesced: 1, ignored: 1 })
  })

  it('is not taken by a source that was changed or switched off since its signature was checked', async () => {
    const own = await sources.createSource(cast.acme, newSource())
    expect(await accept({ sourceId: own, sealedSecret: 'v1.k.i.other' })).toBe('stale')
    expect(await accept({ sourceId: randomUUID() })).toBe('stale')
    await sources.disconnectSource(cast.acme, own)
    expect(await accept({ sourceId: own })).toBe('stale')
    expect((await acceptDelivery(cast.other, given(), 60)).outcome).toBe('stale')
  })

  it('says which alerts of its cause still fire; what resolves them joins them', async () => {
    const [causeKey, ...keys] = [hash(), hash(), hash(), hash()]
    const [first = '', second = '', third = ''] = keys
    for (const key of keys) await accept({ causeKey, firing: [key], jobKey: hash() })
    const groupOf = async () => {
      const [row] = await admin<{ group_id: string }>(`select group_id from alert_members where alert_key = '${first}'`)
      return groups.findGroup(cast.acme, row?.group_id ?? '')
    }
    expect(await groupOf()).toMatchObject({ firing: 3, alerts: 3, changes: 0 })
    expect(await accept({ ignoredFor: 'resolved', resolved: [second] })).toBe('coalesced')
    expect(await groupOf()).toMatchObject({ firing: 2, alerts: 3, changes: 1 })
    expect(await accept({ ignoredFor: 'resolved', resolved: [hash()] })).toBe('ignored')
    await accept({ causeKey, firing: [second], resolved: [third], jobKey: hash() })
    expect(await groupOf()).toMatchObject({ firing: 2, alerts: 3, changes: 2 })
  })

  it('is begun by one of twelve workers, and ended once', async () => {
    const id = await received()
    const move = (from: 'received' | 'analyzing', to: 'analyzing' | 'analyzed') =>
      many(() => states.moveDelivery(cast.acme, id, [from], to, { leaseSeconds: 60 }))
    expect((await move('received', 'analyzing')).filter(Boolean)).toHaveLength(1)
    expect((await move('analyzing', 'analyzed')).filter(Boolean)).toHaveLength(1)
    expect(await states.moveDelivery(cast.acme, id, ['received', 'analyzing'], 'failed')).toBe(false)
  })

  it('is interrupted when its lease ends, unless its process renewed it', async () => {
    const [alive, lost] = [await received({}, -1), await received({}, -1)]
    await states.renewDeliveries(cast.acme, [alive], 60)
    expect(await states.interruptLostDeliveries()).toBe(1)
    const { items } = await deliveries.listDeliveries(cast.acme, { limit: 100 })
    expect(items.find(({ id }) => id === alive)?.state).toBe('received')
    expect(items.find(({ id }) => id === lost)).toMatchObject({ state: 'interrupted', reason: 'process_lost' })
    await states.renewDeliveries(cast.acme, [lost], 60)
    expect(await states.interruptLostDeliveries()).toBe(0)
  })

  it('refuses a reason that is not one of our words', async () => {
    await expect(received({ ignoredFor: 'What a sender wrote' })).rejects.toThrow()
  })

  it('is listed in pages, newest first, and of one source', async () => {
    const own = await sources.createSource(cast.acme, newSource())
    for (let i = 0; i < 5; i++) await received({ sourceId: own })
    const first = await deliveries.listDeliveries(cast.acme, { sourceId: own, limit: 3 })
    const second = await deliveries.listDeliveries(cast.acme, {
      sourceId: own,
      limit: 3,
      cursor: first.nextCursor ?? '',
    })
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 2, null])
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(5)
    expect((await deliveries.listDeliveries(cast.acme, { sourceId: 'x' })).items).toEqual([])
  })
})

describe('a message', () => {
  const channel = () =>
    createChannel(cast.acme, {
      kind: 'slack_webhook',
      name: 'c',
      sealedAddress: 'v1.k.i.b',
      createdById: cast.alice.id,
    })

  it('is made once per channel and analysis, and sent by one of twelve', async () => {
    const about = {
      analysisId: await analysis(),
      deliveryId: null,
      channels: [{ id: await channel(), notBefore: null }],
    }
    const made = (await many(() => notifications.createNotifications(cast.acme, about), 4)).flat()
    expect(made).toHaveLength(1)
    const claims = await many(() => notifications.claimNotification(cast.acme, made[0] ?? '', 60))
    expect(claims.filter(Boolean)).toMatchObject([{ attempts: 1 }])
  })

  it('is due at once also where the clock of this machine is ten minutes ahead of the database', async () => {
    const about = { deliveryId: null, channels: [{ id: await channel(), notBefore: null }] }
    const analysisId = await analysis()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 })
    try {
      const [id = ''] = await notifications.createNotifications(cast.acme, { analysisId, ...about })
      expect(await notifications.claimNotification(cast.acme, id, 60)).toMatchObject({ attempts: 1 })
    } finally {
      vi.useRealTimers()
    }
  })

  it('whose worker is gone is taken over by the sweep; the late worker ends nothing', async () => {
    const about = {
      analysisId: await analysis(),
      deliveryId: null,
      channels: [{ id: await channel(), notBefore: null }],
    }
    const [id = ''] = await notifications.createNotifications(cast.acme, about)
    const late = await notifications.claimNotification(cast.acme, id, -1)
    const taken = (await many(() => notifications.claimDueNotifications(10, 60), 4)).flat()
    expect(taken).toEqual([{ id, tenant: cast.acme }])
    expect(late && (await notifications.finishNotification(cast.acme, late, { state: 'delivered', status: 200 }))).toBe(
      false,
    )
    const now = await notifications.findClaimedNotification(cast.acme, id)
    expect(now?.attempts).toBe(2)
    expect(now && (await notifications.finishNotification(cast.acme, now, { state: 'delivered', status: 200 }))).toBe(
      true,
    )
  })

  it('that was leaving when its worker ended is not sent again: nobody knows whether it arrived', async () => {
    const about = {
      analysisId: await analysis(),
      deliveryId: null,
      channels: [{ id: await channel(), notBefore: null }],
    }
    const [id = ''] = await notifications.createNotifications(cast.acme, about)
    const claimed = await notifications.claimNotification(cast.acme, id, -1)
    expect(claimed && (await notifications.beginNotification(cast.acme, claimed))).toBe(true)
    expect(await notifications.claimDueNotifications(10, 60)).toEqual([])
    expect(await notifications.failLostNotifications()).toEqual([{ tenant: cast.acme, deliveryId: null }])
    const { items } = await notifications.listNotifications(cast.acme, { analysisId: about.analysisId })
    expect(items).toMatchObject([{ state: 'failed', lastError: 'outcome_unknown' }])
  })

  it('settles its delivery: delivered where one channel was told, failed where none was', async () => {
    for (const [ends, state] of [
      [['delivered', 'failed'], 'delivered'],
      [['failed', 'failed'], 'failed'],
      [['delivered', 'pending'], 'analyzed'],
    ] as const) {
      const [deliveryId, analysisId] = [await received(), await analysis()]
      await states.moveDelivery(cast.acme, deliveryId, ['received'], 'analyzed', { analysisId })
      const about = {
        analysisId,
        deliveryId,
        channels: [await channel(), await channel()].map((id) => ({ id, notBefore: null })),
      }
      const ids = await notifications.createNotifications(cast.acme, about)
      for (const [index, end] of ends.entries())
        await admin(`update notifications set state = '${end}' where id = '${ids[index]}'`)
      await states.settleDelivery(cast.acme, deliveryId)
      const { items } = await deliveries.listDeliveries(cast.acme, { limit: 100 })
      expect(items.find(({ id }) => id === deliveryId)?.state).toBe(state)
      await admin("update notifications set state = 'failed'")
    }
  })

  it('goes with its channel and with its analysis', async () => {
    const [analysisId, first, second] = [await analysis(), await channel(), await channel()]
    await notifications.createNotifications(cast.acme, {
      analysisId,
      deliveryId: null,
      channels: [first, second].map((id) => ({ id, notBefore: null })),
    })
    const left = async () => (await notifications.listNotifications(cast.acme, { analysisId })).items.length
    await deleteChannel(cast.acme, first)
    expect(await left()).toBe(1)
    await deleteAnalysis(cast.acme, analysisId)
    expect(await left()).toBe(0)
  })
})

describe('a channel', () => {
  it('breaks once', async () => {
    const id = await createChannel(cast.acme, {
      kind: 'slack_webhook',
      name: 'c',
      sealedAddress: 'v1.k.i.b',
      createdById: cast.alice.id,
    })
    const said = await many(() => markChannelBroken(cast.acme, id, 'no_service'))
    expect(said.filter(Boolean)).toHaveLength(1)
  })
})

describe('a source', () => {
  it('is found by its endpoint with its secrets until it is switched off or removed', async () => {
    const id = await sources.createSource(cast.acme, newSource())
    expect(await sources.findEndpoint(id)).toMatchObject({
      tenant: cast.acme,
      sealedSecret: 'v1.k.i.one',
      previousSealedSecret: null,
    })
    await sources.rotateSourceSecret(cast.acme, id, 'v1.k.i.two', inSeconds(60))
    expect(await sources.findEndpoint(id)).toMatchObject({
      sealedSecret: 'v1.k.i.two',
      previousSealedSecret: 'v1.k.i.one',
    })
    await sources.disconnectSource(cast.acme, id)
    expect(await sources.findEndpoint(id)).toBeNull()
    await expect(sources.getSource(cast.acme, id)).rejects.toThrow(NotFound)
    expect((await sources.listSources(cast.acme)).map((one) => one.id)).not.toContain(id)
    expect(await sources.getSourceName(cast.acme, id)).toBe(newSource().name)
    await sources.deleteSource(cast.acme, id)
    await expect(sources.getSourceName(cast.acme, id)).rejects.toThrow(NotFound)
    for (const wrong of ['', 'x', randomUUID(), "' or 1=1"]) expect(await sources.findEndpoint(wrong)).toBeNull()
  })

  it('that was disconnected goes after its time with its deliveries, and no other does', async () => {
    const [old, fresh, living] = await Promise.all([1, 2, 3].map(() => sources.createSource(cast.acme, newSource())))
    if (!old || !fresh || !living) throw new Error('three were made')
    await received({ sourceId: old })
    await sources.disconnectSource(cast.acme, fresh)
    await sources.disconnectSource(cast.acme, old)
    await expect(sources.disconnectSource(cast.acme, old)).rejects.toThrow(NotFound)
    await admin(`update sources set disabled_at = now() - interval '2 days' where id = '${old}'`)
    expect(await sources.deleteDisconnectedSources(86_400, 100)).toBe(1)
    expect((await deliveries.listDeliveries(cast.acme, { sourceId: old })).items).toEqual([])
    await expect(sources.getSourceName(cast.acme, old)).rejects.toThrow(NotFound)
    expect(await sources.getSourceName(cast.acme, fresh)).toBe(newSource().name)
    expect((await sources.getSource(cast.acme, living)).id).toBe(living)
  })

  it('takes its deliveries with it and leaves analyses', async () => {
    const own = await sources.createSource(cast.acme, newSource())
    const [id, analysisId] = [await received({ sourceId: own }), await analysis()]
    await states.moveDelivery(cast.acme, id, ['received'], 'analyzed', { analysisId })
    await sources.deleteSource(cast.acme, own)
    expect((await deliveries.listDeliveries(cast.acme, { sourceId: own })).items).toEqual([])
    expect((await getAnalysis(cast.acme, analysisId)).id).toBe(analysisId)
  })

  it('is kept sealed only: the database refuses what is not', async () => {
    await expect(
      sources.createSource(cast.acme, { ...newSource(), sealedSecret: 'whsec_in_the_clear' }),
    ).rejects.toThrow()
  })
})

describe('a revision', () => {
  it('goes with the analysis that it answers anew, and hangs on none of another workspace', async () => {
    const keyRing = openKeyRing(join(database.home, 'keys'))
    const make = (tenant: typeof cast.acme, revisionOfId?: string) =>
      createAnalysis(tenant, {
        ...newAnalysis(poolExhausted('r'), { tenant, createdById: null, keyRing }),
        revisionOfId,
      })
    const original = await make(cast.acme)
    const revision = await make(cast.acme, original)
    expect((await getAnalysis(cast.acme, revision)).revisionOfId).toBe(original)
    await expect(make(cast.other, original)).rejects.toMatchObject({ code: 'P2003' })
    await deleteAnalysis(cast.acme, original)
    const left = (await listAnalyses(cast.acme, { limit: 100 })).items.map(({ id }) => id)
    expect(left).not.toContain(revision)
  })
})

describe('a list of deliveries', () => {
  it('shows the answer of each, its source by name, and nothing where the analysis was deleted', async () => {
    const own = await sources.createSource(cast.acme, newSource())
    const [first, second] = [await received({ sourceId: own }), await received({ sourceId: own })]
    const [kept, gone] = [await analysis(), await analysis()]
    await states.moveDelivery(cast.acme, first, ['received'], 'analyzed', { analysisId: kept })
    await states.moveDelivery(cast.acme, second, ['received'], 'analyzed', { analysisId: gone })
    await deleteAnalysis(cast.acme, gone)
    const { items } = await deliveries.listDeliveries(cast.acme, { sourceId: own })
    const byId = new Map(items.map((item) => [item.id, item]))
    expect(byId.get(first)).toMatchObject({ source: { name: 's', kind: 'standard' }, analysis: { decision: 'act' } })
    expect(byId.get(second)).toMatchObject({ analysisId: gone, analysis: null })
  })

  it('names the newest of every source, and none of a source that was never heard', async () => {
    const [heard, silent] = [
      await sources.createSource(cast.acme, newSource()),
      await sources.createSource(cast.acme, newSource()),
    ]
    const before = await received({ sourceId: heard })
    await admin(`update deliveries set received_at = now() - interval '1 hour' where id = '${before}'`)
    await states.moveDelivery(cast.acme, before, ['received'], 'failed')
    await received({ sourceId: heard, ignoredFor: 'ping' })
    const last = await deliveries.listLastDeliveries(cast.acme)
    expect(last.filter(({ sourceId }) => sourceId === heard)).toMatchObject([{ state: 'ignored' }])
    expect(last.find(({ sourceId }) => sourceId === silent)).toBeUndefined()
    expect(last.find(({ sourceId }) => sourceId === heard)?.receivedAt).toBeInstanceOf(Date)
  })
})
