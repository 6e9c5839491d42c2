import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedCast } from '../../prisma/seed.ts'
import { GENESIS } from '../audit/chain-hash.ts'
import type { Checkpoint } from '../audit/checkpoint.ts'
import { signCheckpoint } from '../audit/checkpoint.ts'
import { verifyExport } from '../audit/verify-export.ts'
import { openKeyRing } from '../keyring.ts'
import { createCheckpoint, findChainEnd, listCheckpoints, listUnsignedChains } from './audit-checkpoints.ts'
import { createAuditEvent, listAuditEvents, readChain } from './audit-events.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

// Tried on a real server: what an intruder with the app's role, with the owner's, and with a superuser's can do to the
// log, and whether the offline check notices.

let database: TestDatabase
let cast: Cast
const seed = Buffer.alloc(32, 7)

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
}, 60_000)
afterAll(() => database.drop())

async function run(url: string, sql: string): Promise<Record<string, unknown>[] | string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`select set_config('lethe.tenant_id', '${cast.acme}', false)`)
    return (await client.query<Record<string, unknown>>(sql)).rows
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)
  } finally {
    await client.end()
  }
}

const write = (action: string, tenant: TenantId = cast.acme) =>
  createAuditEvent(tenant, { actorId: cast.alice.id, action, subject: randomUUID(), detail: { n: 1 } })

async function sign(): Promise<Checkpoint> {
  const end = await findChainEnd(cast.acme)
  if (!end) throw new Error('there is no chain')
  const { seq, hash } = end
  const at = new Date()
  const signed = signCheckpoint(seed, { tenant: cast.acme, seq, hash, at: at.toISOString() })
  await createCheckpoint(cast.acme, { seq, hash, at, publicKey: signed.publicKey, signature: signed.signature })
  return signed
}

/** The export as lib/audit-log.ts writes it, of what the database holds now. */
async function exported(): Promise<string[]> {
  const rows = await readChain(cast.acme, 0, 10_000)
  const signed = (await listCheckpoints(cast.acme, 1_000)).reverse()
  return [
    { kind: 'header', format: 'lethe-audit-1', tenant: cast.acme, exportedAt: new Date().toISOString() },
    ...rows.map((row) => ({ kind: 'event', ...row, at: row.at.toISOString() })),
    ...signed.map((row) => ({ kind: 'checkpoint', ...row, tenant: cast.acme, at: row.at.toISOString() })),
    { kind: 'end', events: rows.length, head: rows.at(-1)?.hash ?? GENESIS },
  ].map((line) => JSON.stringify(line))
}
const problems = async (since: Checkpoint | null = null) => (await verifyExport(await exported(), { since })).problems

describe('writing', () => {
  it('gives each of 50 parallel writers its own place, and leaves no gap where a unit of work is undone', async () => {
    const before = (await findChainEnd(cast.acme))?.seq ?? 0
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        withTenant(cast.acme, async () => {
          await write('test.parallel')
          if (index % 5 === 0) throw new Error('undone')
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10)
    const rows = await readChain(cast.acme, before, 1_000)
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => before + index + 1))
    expect(await problems()).toEqual([])
  })

  it('hashes in the database as in TypeScript, for every event and for each workspace alone', async () => {
    await write('test.other', cast.other)
    const [first] = await readChain(cast.other, 0, 1)
    expect(first).toMatchObject({ seq: 1, prevHash: GENESIS, action: 'workspace.created' })
    expect((await verifyExport(await exported())).events).toBeGreaterThan(40)
  })

  it('refuses an action that is not of our words', async () => {
    await expect(write('Something else')).rejects.toThrow()
  })

  it('pages and filters without losing or repeating an event', async () => {
    const first = await listAuditEvents(cast.acme, { limit: 30, action: 'test' })
    const second = await listAuditEvents(cast.acme, { limit: 100, action: 'test', cursor: first.nextCursor ?? '' })
    const seqs = [...first.items, ...second.items].map(({ seq }) => seq)
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a))
    expect(seqs).toHaveLength(40)
    expect((await listAuditEvents(cast.acme, { actorId: cast.bob.id })).items).toEqual([])
    expect((await listAuditEvents(cast.acme, { afterSeq: seqs[0] ?? 0 })).items).toEqual([])
  })
})

describe('the roles', () => {
  it.each([
    ['app', 'insert', `insert into audit_events select * from audit_events limit 1`],
    ['app', 'change', `update audit_events set action = 'x.y'`],
    ['app', 'delete', 'delete from audit_events'],
    ['app', 'erase a detail', 'delete from audit_details'],
    ['app', 'move the head', `update audit_heads set hash = '${GENESIS}'`],
    ['app', 'change a checkpoint', `update audit_checkpoints set seq = 1`],
    ['app', 'truncate', 'truncate audit_events cascade'],
    ['owner', 'change', `update audit_events set action = 'x.y'`],
    ['owner', 'delete', 'delete from audit_events'],
    ['owner', 'truncate', 'truncate audit_events cascade'],
    ['owner', 'delete a checkpoint', 'delete from audit_checkpoints'],
  ] as const)('refuse: %s, %s', async (role, _, sql) => {
    await sign()
    expect(await run(role === 'app' ? database.appUrl : database.ownerUrl, sql)).toBe('42501')
  })

  it('let nobody append for a workspace that is not set', async () => {
    const client = new pg.Client({ connectionString: database.appUrl })
    await client.connect()
    const append = client.query(`select audit.append(gen_random_uuid(), 'a.b', repeat('a', 64), '{}')`)
    await expect(append).rejects.toThrow()
    await client.end()
  })
})

describe('whoever can change rows after all is found out', () => {
  let kept: Checkpoint

  /** As a superuser with the guards switched off; undone afterwards. */
  async function tampered(sql: string, since: Checkpoint | null = null): Promise<string[]> {
    const client = new pg.Client({ connectionString: database.adminUrl })
    await client.connect()
    const tables = ['audit_events', 'audit_details', 'audit_heads', 'audit_checkpoints']
    try {
      await client.query('set session_replication_role = replica')
      for (const table of tables) await client.query(`create table saved_${table} as table ${table}`)
      await client.query(sql)
      return await problems(since)
    } finally {
      for (const table of tables) {
        await client.query(`delete from ${table}; insert into ${table} select * from saved_${table}`)
        await client.query(`drop table saved_${table}`)
      }
      await client.end()
    }
  }
  const of = (seq: number) => `tenant_id = '${cast.acme}' and seq = ${seq}`

  beforeEach(async () => {
    await write('test.before')
    kept = await sign()
    await write('test.after')
  })

  it('is silent about an untouched log', async () => {
    expect(await tampered('select 1', kept)).toEqual([])
  })

  it.each([
    ['an edited action', () => `update audit_events set action = 'x.y' where ${of(3)}`, /Event 3 was changed/],
    [
      'an edited time',
      () => `update audit_events set at = at + interval '1 hour' where ${of(3)}`,
      /Event 3 was changed/,
    ],
    [
      'an edited detail',
      () => `update audit_details set detail = '{}' where id = (select id from audit_events where ${of(3)})`,
      /detail of event 3 was changed/,
    ],
    ['a deleted event', () => `delete from audit_events where ${of(3)}`, /Event 3 is missing/],
    [
      'swapped events',
      () =>
        `update audit_events set seq = 900000 where ${of(3)}; update audit_events set seq = 3 where ${of(4)};
         update audit_events set seq = 4 where tenant_id = '${cast.acme}' and seq = 900000`,
      /Event 3 does not follow/,
    ],
    [
      'an inserted event',
      () =>
        `update audit_events set seq = seq + 1000000 where tenant_id = '${cast.acme}' and seq > 3;
         update audit_events set seq = seq - 999999 where tenant_id = '${cast.acme}' and seq > 1000000;
         insert into audit_events select gen_random_uuid(), tenant_id, at, action, 4, detail_hash, encode(sha256('y'), 'hex'),
           encode(sha256('x'), 'hex') from audit_events where ${of(3)}`,
      /Event 4 does not follow/,
    ],
    [
      'a cut-off end that reaches below a checkpoint',
      () => `delete from audit_events where tenant_id = '${cast.acme}' and seq >= ${kept.seq}`,
      /is gone: the end of the log was cut off/,
    ],
  ])('%s', async (_, sql, said) => {
    expect((await tampered(sql())).join('\n')).toMatch(said)
  })

  it('a history rewritten whole, hashes and head and checkpoint, shows against a checkpoint that was kept', async () => {
    const rewrite = `
      delete from audit_checkpoints where tenant_id = '${cast.acme}';
      do $$
      declare e record; v_prev text := repeat('0', 64);
      begin
        for e in select * from audit_events where tenant_id = '${cast.acme}' order by seq loop
          update audit_events set action = case when e.seq = 2 then 'x.y' else e.action end, prev_hash = 'r' || e.seq,
            hash = audit.event_hash(e.tenant_id, e.seq, e.at, case when e.seq = 2 then 'x.y' else e.action end, e.detail_hash, v_prev)
            where id = e.id;
          update audit_events set prev_hash = v_prev where id = e.id;
          select hash into v_prev from audit_events where id = e.id;
        end loop;
      end $$`
    const unchecked = rewrite.replaceAll('$$', '$x$')
    const drop = 'alter table audit_events drop constraint audit_events_hash_check;'
    const add = `alter table audit_events add constraint audit_events_hash_check check (hash ~ '^[0-9a-f]{64}$' and prev_hash ~ '^[0-9a-f]{64}$' and detail_hash ~ '^[0-9a-f]{64}$')`
    expect(await tampered(`${drop} ${unchecked}; ${add}`)).toEqual([])
    expect((await tampered(`${drop} ${unchecked}; ${add}`, kept)).join('\n')).toMatch(/signed over another history/)
  })

  it('a database put back to an older copy shows against a checkpoint that was kept', async () => {
    const older = `delete from audit_checkpoints where ${of(kept.seq)}; delete from audit_events where tenant_id = '${cast.acme}' and seq >= ${kept.seq}`
    expect(await tampered(older)).toEqual([])
    expect((await tampered(older, kept)).join('\n')).toMatch(/cut off/)
  })

  it('a checkpoint signed by a stranger shows where the key is known', async () => {
    const [stranger] = [signCheckpoint(Buffer.alloc(32, 9), { ...kept })]
    const sql = `update audit_checkpoints set public_key = '${stranger?.publicKey}', signature = '${stranger?.signature}' where ${of(kept.seq)}`
    expect((await tampered(sql, kept)).join('\n')).toMatch(/a key that you have not named/)
  })

  it('a second event after the same one is refused by the database itself', async () => {
    const fork = `insert into audit_events select gen_random_uuid(), tenant_id, at, action, 900001, detail_hash, prev_hash, hash from audit_events where ${of(3)}`
    expect(await run(database.adminUrl, fork)).toBe('23505')
  })
})

describe('erasing', () => {
  it('takes who and what away and leaves the chain whole', async () => {
    await write('test.erased')
    const [last] = (await listAuditEvents(cast.acme, { limit: 1 })).items
    await run(database.adminUrl, `delete from audit_details where id = '${last?.id}'`)
    const [after] = (await listAuditEvents(cast.acme, { limit: 1 })).items
    expect(after).toMatchObject({ id: last?.id, actorId: null, subject: null, erased: true })
    const report = await verifyExport(await exported())
    expect(report).toMatchObject({ sound: true, erased: 1 })
  })

  it('of a whole workspace is possible where the workspace is named, and for no other', async () => {
    const remove = (named: string) =>
      run(
        database.adminUrl,
        `begin; select set_config('lethe.erasing_tenant', '${named}', true);
         delete from audit_events where tenant_id = '${cast.other}'; rollback`,
      )
    expect(await remove(cast.acme)).toBe('42501')
    expect(await remove(cast.other)).not.toBe('42501')
  })
})

describe('checkpoints', () => {
  it('are due for chains that have grown, and made once by many processes', async () => {
    await write('test.due')
    expect(await listUnsignedChains(100)).toContain(cast.acme)
    const end = await findChainEnd(cast.acme)
    const row = { seq: end?.seq ?? 0, hash: end?.hash ?? '', at: new Date(), publicKey: 'a', signature: 'b' }
    const made = await Promise.all(Array.from({ length: 8 }, () => createCheckpoint(cast.acme, row)))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await listUnsignedChains(100)).not.toContain(cast.acme)
  })
})
