import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, seedCast } from '../../prisma/seed.ts'
import { verifyExport } from '../audit/verify-export.ts'
import { openKeyRing } from '../keyring.ts'
import { exportStaffLog } from '../staff/log.ts'
import * as staff from './staff.ts'
import { UNSCOPED_STAFF_CALLS } from './unscoped.ts'

// The operator's staff: what their role of the database can reach, how they come in, and the chain of what they did.

let database: TestDatabase
let cast: Cast
let owner: pg.Client
let role: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  role = new pg.Client({ connectionString: database.staffUrl })
  await Promise.all([owner.connect(), role.connect()])
}, 120_000)
afterAll(async () => {
  await Promise.all([owner.end(), role.end()])
  await database.drop()
})

const hash = () => createHash('sha256').update(randomBytes(32)).digest('hex')
const soon = () => new Date(Date.now() + 600_000)
const PASSKEY = () => ({ credentialId: randomBytes(16).toString('base64url'), publicKey: 'cHVibGlj', counter: 0 })

/** Rows, or the SQLSTATE of a refusal, as the staff role. */
async function asStaff(sql: string): Promise<unknown[] | string> {
  try {
    return (await role.query(sql)).rows
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)
  }
}

async function add(email: string, its = 'admin'): Promise<string> {
  const { rows } = await owner.query('select id from staff.save_account($1, $2, $3)', [email, 'Somebody', its])
  return String(rows[0].id)
}

/** An account with a passkey, as the terminal and the enrolment page make it. */
async function enrolled(email: string, its = 'admin') {
  const id = await add(email, its)
  const link = { tokenHash: hash(), browserHash: null, kind: 'enrol' as const }
  await owner.query('select * from staff.create_enrolment($1, $2, $3)', [email, link.tokenHash, soon()])
  await staff.beginStaffLink(link, 'challenge')
  const passkey = PASSKEY()
  expect(await staff.enrolStaff(link.tokenHash, 'challenge', passkey)).toBe(email)
  return { id, passkey }
}

async function opened(email: string) {
  const link = { tokenHash: hash(), browserHash: hash(), kind: 'sign_in' as const }
  expect(await staff.createStaffLink(email, { ...link, expiresAt: soon() })).toBe(email)
  await staff.beginStaffLink(link, 'challenge')
  return link
}

const session = () => ({ tokenHash: hash(), deviceHash: hash(), browser: 'Firefox on Linux', expiresAt: soon() })

async function signIn(email: string, credentialId: string) {
  const [link, its] = [await opened(email), session()]
  const begun = await staff.createStaffSession({ link, challenge: 'challenge', credentialId, counter: 0, session: its })
  return { begun, session: its, link }
}

describe('the staff role of the database', () => {
  it('reads, changes and lists no table, whatever setting it gives itself', async () => {
    const { rows: tables } = await owner.query("select tablename as name from pg_tables where schemaname = 'public'")
    expect(tables.length).toBeGreaterThan(25)
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['analyses', 'evidence', 'deliveries']))
    for (const setting of ['lethe.tenant_id', 'lethe.door_user', 'lethe.staff_desk', 'lethe.door_sweep']) {
      await role.query(`select set_config('${setting}', $1, false)`, [setting.endsWith('id') ? cast.acme : 'on'])
      for (const { name } of tables) {
        expect(await asStaff(`select 1 from "${name}"`), name).toBe('42501')
        expect(await asStaff(`delete from "${name}"`), name).toBe('42501')
      }
    }
  })

  it('may execute exactly the functions that unscoped.ts names, and nobody else may; none of the door, the app or the owner', async () => {
    const { rows } = await owner.query(`
      select n.nspname as schema, p.proname as name, has_function_privilege('lethe_staff', p.oid, 'execute') as staff,
             has_function_privilege('lethe_app', p.oid, 'execute') or has_function_privilege('lethe_door', p.oid, 'execute')
               or has_function_privilege('public', p.oid, 'execute') as others,
             p.prosecdef as definer, p.proconfig as config
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('staff', 'door', 'audit', 'alerts', 'members') order by 2`)
    expect(rows.filter((row) => row.staff).map(({ name }) => name)).toEqual(Object.keys(UNSCOPED_STAFF_CALLS).sort())
    for (const row of rows.filter(({ schema }) => schema === 'staff')) {
      expect([row.name, row.others, row.definer, row.config]).toEqual([
        ...[row.name, false, true, ['search_path=pg_catalog, pg_temp']],
      ])
    }
    expect(await asStaff("select * from staff.save_account('x@y.test', 'X', 'admin')")).toBe('42501')
    expect(await asStaff(`select * from door.list_workspaces('${cast.alice.id}')`)).toBe('42501')
    expect(await asStaff('set role lethe_app')).toBe('42501')
  })

  it('has no function whose text names what an analysis is kept in', async () => {
    const { rows } = await owner.query(`
      select p.proname as name, lower(p.prosrc) as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'staff'`)
    expect(rows.length).toBeGreaterThan(10)
    const kept =
      /\b(analyses|evidence|deliveries|notifications|alert_\w+|redaction_values|channels|sources|audit_details)\b/
    for (const { name, body } of rows) expect(body, name).not.toMatch(kept)
    expect('select 1 from public.analyses').toMatch(kept)
  })

  it('answers nothing of a workspace in anything that staff can read', async () => {
    const { id } = await enrolled('reader@operator.test')
    const seen = JSON.stringify([await staff.listStaffEvents(id, 0, 500), await staff.listStaff(id)])
    expect(seen).not.toContain(MARKERS.acme)
    expect(seen).not.toContain('alice@acme.test')
  })
})

describe('a staff account', () => {
  it('has no way in before a passkey is enrolled', async () => {
    await add('new@operator.test')
    expect(
      await staff.createStaffLink('new@operator.test', { tokenHash: hash(), browserHash: hash(), expiresAt: soon() }),
    ).toBeNull()
  })

  it('comes in with link and passkey together, once', async () => {
    const { id, passkey } = await enrolled('ada@operator.test')
    const { begun, session: its, link } = await signIn('ada@operator.test', passkey.credentialId)
    expect(begun).toEqual({ staffId: id, email: 'ada@operator.test' })
    expect(await staff.findStaffSession(its)).toMatchObject({ staffId: id, role: 'admin' })
    const again = { link, challenge: 'challenge', credentialId: passkey.credentialId, counter: 0, session: session() }
    expect(await staff.createStaffSession(again)).toBeNull()
  })

  it('does not come in with a foreign passkey, another challenge, another browser or after a refusal', async () => {
    const [ada, eve] = [await enrolled('ada2@operator.test'), await enrolled('eve@operator.test')]
    const link = await opened('ada2@operator.test')
    const right = {
      link,
      challenge: 'challenge',
      credentialId: ada.passkey.credentialId,
      counter: 0,
      session: session(),
    }
    for (const wrong of [
      { ...right, credentialId: eve.passkey.credentialId },
      { ...right, challenge: 'another' },
      { ...right, link: { ...link, browserHash: hash() } },
      { ...right, link: { ...link, tokenHash: hash() } },
    ]) {
      expect(await staff.createStaffSession(wrong)).toBeNull()
    }
    expect(await staff.noteStaffRefusal(link.tokenHash)).toBe('ada2@operator.test')
    expect(await staff.createStaffSession(right)).toBeNull()
  })

  it('refuses a counter that did not move on: a copied authenticator', async () => {
    const { passkey } = await enrolled('count@operator.test')
    const use = async (counter: number) => {
      const link = await opened('count@operator.test')
      const given = { link, challenge: 'challenge', credentialId: passkey.credentialId, counter, session: session() }
      return (await staff.createStaffSession(given)) !== null
    }
    expect([await use(5), await use(5), await use(4), await use(6)]).toEqual([true, false, false, true])
  })

  it('one link of many clicks at once begins one session', async () => {
    const { passkey } = await enrolled('race@operator.test')
    const link = await opened('race@operator.test')
    const given = { link, challenge: 'challenge', credentialId: passkey.credentialId, counter: 0 }
    const clicks = Array.from({ length: 6 }, () => staff.createStaffSession({ ...given, session: session() }))
    expect((await Promise.all(clicks)).filter(Boolean)).toHaveLength(1)
  })

  it('ends at once when it is closed, and when its cookie comes from another browser', async () => {
    const { passkey } = await enrolled('gone@operator.test')
    const { session: first } = await signIn('gone@operator.test', passkey.credentialId)
    expect(await staff.findStaffSession({ ...first, deviceHash: hash() })).toBeNull()
    expect(await staff.endStolenStaffSession({ ...first, deviceHash: hash() })).toMatchObject({
      email: 'gone@operator.test',
    })
    expect(await staff.findStaffSession(first)).toBeNull()
    const { session: second } = await signIn('gone@operator.test', passkey.credentialId)
    await owner.query("select * from staff.close_account('gone@operator.test')")
    expect(await staff.findStaffSession(second)).toBeNull()
    expect(
      await staff.createStaffLink('gone@operator.test', { tokenHash: hash(), browserHash: hash(), expiresAt: soon() }),
    ).toBeNull()
  })

  it('ends after twenty minutes without use, and after its absolute end', async () => {
    const { passkey } = await enrolled('idle@operator.test')
    const admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
    for (const change of ["last_seen_at = now() - interval '20 minutes'", 'absolute_expires_at = now()']) {
      const { session: its } = await signIn('idle@operator.test', passkey.credentialId)
      expect(await staff.findStaffSession(its)).not.toBeNull()
      await admin.query(`update staff_sessions set ${change} where token_hash = $1`, [its.tokenHash])
      expect(await staff.findStaffSession(its), change).toBeNull()
    }
    await admin.end()
  })
})

describe('the log of staff', () => {
  it('is one chain however many write at once, and verifies offline as a workspace’s does', async () => {
    const { id } = await enrolled('log@operator.test')
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => staff.recordStaffAct(id, { action: 'desk.noted', detail: { n } })),
    )
    const lines: string[] = []
    for await (const line of exportStaffLog(id)) lines.push(line)
    const report = await verifyExport(lines)
    expect([report.sound, report.problems]).toEqual([true, []])
    expect(report.events).toBeGreaterThan(50)
    for (const spoilt of [
      lines.toSpliced(5, 1),
      lines.toSpliced(5, 2, lines[6] ?? '', lines[5] ?? ''),
      lines.slice(0, -2),
    ]) {
      expect((await verifyExport(spoilt)).sound).toBe(false)
    }
    const edited = lines.map((line, at) =>
      at === 5 ? line.replace(/"action":"[^"]+"/, '"action":"desk.other"') : line,
    )
    expect((await verifyExport(edited)).sound).toBe(false)
  })

  it('takes new events only, from the owner too', async () => {
    for (const sql of ["update staff_events set action = 'x.y'", 'delete from staff_events', 'truncate staff_events']) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('is read by admins only, and written by nobody who is closed', async () => {
    const [desk, gone] = [await enrolled('desk@operator.test', 'desk'), await enrolled('closed@operator.test')]
    await owner.query("select * from staff.close_account('closed@operator.test')")
    await expect(staff.listStaffEvents(desk.id, 0, 10)).rejects.toThrow()
    await expect(staff.readStaffChain(desk.id, 0, 10)).rejects.toThrow()
    await expect(staff.recordStaffAct(gone.id, { action: 'desk.noted' })).rejects.toThrow()
    await expect(staff.listStaff(cast.alice.id)).rejects.toThrow()
  })
})
