import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { Conflict, NotFound } from '../errors.ts'
import { acceptInvitation, createInvitation, deleteInvitation, findInvitation, listInvitations } from './invitations.ts'
import { createMembership, deleteMembership, findMember, setRole } from './memberships.ts'
import { withTenant } from './prisma.ts'
import { createSession, findSession, setActiveTenant } from './sessions.ts'
import { createWorkspace } from './tenants.ts'
import type { TenantId } from './unscoped.ts'
import { getOrCreateUser, type User } from './users.ts'

// What must be true of memberships and invitations whatever the code above the database believes.

let database: TestDatabase
let cast: Cast
let guests = 0

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
}, 60_000)
afterAll(() => database.drop())

const hash = () => createHash('sha256').update(randomBytes(32)).digest('hex')
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const newGuest = () => getOrCreateUser(`guest${++guests}@acme.test`)

async function newWorkspace(): Promise<{ owner: User; tenant: TenantId }> {
  const owner = await newGuest()
  return { owner, tenant: await createWorkspace({ userId: owner.id, name: 'W', slug: `w-${hash().slice(0, 12)}` }) }
}

async function openSession(userId: string, tenant?: TenantId) {
  const credential = { tokenHash: hash(), deviceHash: hash() }
  await createSession({ ...credential, userId, browser: 'x', absoluteExpiresAt: inHours(9) })
  if (tenant) await setActiveTenant(credential.tokenHash, tenant)
  return credential
}

async function admin(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows
}

describe('an invitation', () => {
  const invite = async (email: string, hours = 1) => {
    const tokenHash = hash()
    const given = { email, role: 'member' as const, tokenHash, invitedById: cast.alice.id, expiresAt: inHours(hours) }
    return { id: await createInvitation(cast.acme, given), tokenHash }
  }

  it('says what it is for, as often as it is looked at, and works once', async () => {
    const guest = await newGuest()
    const { tokenHash } = await invite(guest.email.toUpperCase())
    for (const _ of [1, 2, 3]) {
      expect(await findInvitation(tokenHash)).toMatchObject({
        workspaceName: 'Acme',
        email: guest.email,
        role: 'member',
      })
    }
    expect(await acceptInvitation(tokenHash, guest.id)).toBe(cast.acme)
    expect((await findMember(cast.acme, guest.id))?.role).toBe('member')
    expect(await acceptInvitation(tokenHash, guest.id)).toBeNull()
    expect(await findInvitation(tokenHash)).toBeNull()
  })

  it('lets one of many clicks at once win', async () => {
    const guest = await newGuest()
    const { tokenHash } = await invite(guest.email)
    const clicks = await Promise.all(Array.from({ length: 8 }, () => acceptInvitation(tokenHash, guest.id)))
    expect(clicks.filter(Boolean)).toHaveLength(1)
    expect(await admin(`select 1 from memberships where user_id = '${guest.id}'`)).toHaveLength(1)
  })

  it('is refused under another address, and stays for its own', async () => {
    const guest = await newGuest()
    const { tokenHash } = await invite(guest.email)
    expect(await acceptInvitation(tokenHash, cast.charlie.id)).toBeNull()
    expect(await acceptInvitation(hash(), guest.id)).toBeNull()
    expect(await findMember(cast.acme, cast.charlie.id)).toBeNull()
    expect(await acceptInvitation(tokenHash, guest.id)).toBe(cast.acme)
  })

  it('ends, is withdrawn, and is replaced by a later one for the same address', async () => {
    const guest = await newGuest()
    const late = await invite(guest.email, -1)
    expect(await findInvitation(late.tokenHash)).toBeNull()
    expect(await acceptInvitation(late.tokenHash, guest.id)).toBeNull()
    const first = await invite(guest.email)
    const second = await invite(guest.email)
    expect(await acceptInvitation(first.tokenHash, guest.id)).toBeNull()
    expect((await listInvitations(cast.acme)).filter(({ email }) => email === guest.email)).toHaveLength(1)
    expect(await deleteInvitation(cast.acme, second.id)).toBe(guest.email)
    expect(await acceptInvitation(second.tokenHash, guest.id)).toBeNull()
    await expect(deleteInvitation(cast.acme, second.id)).rejects.toThrow(NotFound)
  })

  it('never makes an owner, and changes no role that somebody has', async () => {
    const refused = admin(
      `insert into invitations (id, tenant_id, email, role, token_hash, expires_at)
       values (gen_random_uuid(), '${cast.acme}', 'x@x.test', 'owner', '${hash()}', now())`,
    )
    await expect(refused).rejects.toThrow('invitations_role_check')
    const { tokenHash } = await invite(cast.alice.email)
    await acceptInvitation(tokenHash, cast.alice.id)
    expect((await findMember(cast.acme, cast.alice.id))?.role).toBe('owner')
  })
})

describe('somebody who is removed or gets another role', () => {
  it('has no session in that workspace from then on, and keeps those elsewhere', async () => {
    const { tenant } = await newWorkspace()
    const guest = await newGuest()
    const elsewhere = await createWorkspace({ userId: guest.id, name: 'Own', slug: `o-${hash().slice(0, 12)}` })
    for (const end of [
      () => deleteMembership(tenant, guest.id),
      () => setRole(tenant, guest.id, 'admin'),
      () => withTenant(tenant, (tx) => tx.membership.deleteMany({})).catch(() => 'the owner stays'),
      () => admin(`delete from memberships where user_id = '${guest.id}' and tenant_id = '${tenant}'`),
    ]) {
      await createMembership(tenant, { userId: guest.id, role: 'member' }).catch(() => {})
      const [there, here] = [await openSession(guest.id, tenant), await openSession(guest.id, elsewhere)]
      const ended = (await end()) !== 'the owner stays'
      expect((await findSession(there)) === null).toBe(ended)
      expect(await findSession(here)).not.toBeNull()
    }
  })

  it('keeps the one session that makes the change, and no other', async () => {
    const { owner, tenant } = await newWorkspace()
    const heir = await newGuest()
    await createMembership(tenant, { userId: heir.id, role: 'owner' })
    const [one, two] = [await openSession(owner.id, tenant), await openSession(owner.id, tenant)]
    const kept = (await findSession(one))?.id ?? ''
    await setRole(tenant, owner.id, 'admin', kept)
    expect((await findSession(one))?.workspace?.role).toBe('admin')
    expect(await findSession(two)).toBeNull()
    // The name of the kept session does not outlive its unit of work.
    await setRole(tenant, owner.id, 'viewer')
    expect(await findSession(one)).toBeNull()
  })
})

describe('a workspace', () => {
  it('keeps an owner: the last one can neither leave nor become less', async () => {
    const { owner, tenant } = await newWorkspace()
    await expect(deleteMembership(tenant, owner.id)).rejects.toThrow(Conflict)
    await expect(setRole(tenant, owner.id, 'admin')).rejects.toThrow('keeps at least one owner')
    expect((await findMember(tenant, owner.id))?.role).toBe('owner')
  })

  it('keeps an owner also when all of them leave at the same time', async () => {
    for (const _ of [1, 2, 3]) {
      const { owner, tenant } = await newWorkspace()
      const others = await Promise.all([newGuest(), newGuest(), newGuest()])
      for (const { id } of others) await createMembership(tenant, { userId: id, role: 'owner' })
      const leaving = [owner, ...others].map(({ id }) =>
        deleteMembership(tenant, id).then(
          () => 'left',
          () => 'stayed',
        ),
      )
      expect((await Promise.all(leaving)).filter((end) => end === 'stayed')).toHaveLength(1)
      expect(await admin(`select 1 from memberships where tenant_id = '${tenant}' and role = 'owner'`)).toHaveLength(1)
    }
  })

  it('can go as a whole, with all its members', async () => {
    const { tenant } = await newWorkspace()
    await admin(`delete from memberships where tenant_id = '${tenant}'`)
    expect(await admin(`select 1 from memberships where tenant_id = '${tenant}'`)).toEqual([])
  })
})
