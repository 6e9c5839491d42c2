import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { isDatabaseReady } from './ready.ts'
import {
  createSession,
  deleteOtherSessions,
  deleteSession,
  deleteSessionOfUser,
  deleteSessionsOfUser,
  endStolenSession,
  findSession,
  listSessions,
  rotateSession,
  setActiveTenant,
} from './sessions.ts'
import { consumeSignInLink, createSignInLink } from './sign-in-links.ts'
import { createWorkspace, listWorkspaces } from './tenants.ts'
import * as users from './users.ts'

// What happens before a tenant is known: people, links, sessions, workspaces of a person.

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
}, 60_000)
afterAll(() => database.drop())

const hash = () => createHash('sha256').update(randomBytes(32)).digest('hex')
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function openSession(userId: string) {
  const credential = { tokenHash: hash(), deviceHash: hash() }
  await createSession({ ...credential, browser: 'Firefox on Linux', userId, absoluteExpiresAt: inHours(100) })
  return credential
}

describe('a sign-in link', () => {
  const link = () => ({ tokenHash: hash(), identifier: 'Alice@Acme.test ', browserHash: hash() })

  it('works once, in the browser that asked', async () => {
    const asked = link()
    await createSignInLink({ ...asked, expiresAt: inHours(1) })
    expect(await consumeSignInLink({ ...asked, browserHash: hash() })).toBeNull()
    expect(await consumeSignInLink({ ...asked, browserHash: null })).toBeNull()
    expect(await consumeSignInLink({ ...asked, identifier: 'bob@acme.test' })).toBeNull()
    expect(await consumeSignInLink(asked)).toMatchObject({ identifier: 'alice@acme.test' })
    expect(await consumeSignInLink(asked)).toBeNull()
  })

  it('lets one of many clicks at once win', async () => {
    const asked = link()
    await createSignInLink({ ...asked, expiresAt: inHours(1) })
    const clicks = await Promise.all(Array.from({ length: 8 }, () => consumeSignInLink(asked)))
    expect(clicks.filter(Boolean)).toHaveLength(1)
  })

  it('ends', async () => {
    const asked = link()
    await createSignInLink({ ...asked, expiresAt: inHours(-1) })
    expect(await consumeSignInLink(asked)).toBeNull()
  })

  it('made on the terminal works in any browser', async () => {
    const made = link()
    await createSignInLink({ ...made, browserHash: null, expiresAt: inHours(1) })
    expect(await consumeSignInLink(made)).not.toBeNull()
  })

  it('must be a hash: a raw token is not stored', async () => {
    await expect(createSignInLink({ ...link(), tokenHash: 'raw-token', expiresAt: inHours(1) })).rejects.toThrow()
  })
})

describe('a person', () => {
  it('is one row however the address is written and however many requests come at once', async () => {
    const made = await Promise.all(
      ['Dora@acme.test', 'dora@ACME.test', ' dora@acme.test'].map((email) => users.getOrCreateUser(email)),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await users.findUserByEmail('DORA@acme.test')).toMatchObject({
      email: 'dora@acme.test',
      emailVerifiedAt: null,
    })
    expect(await users.getUser(made[0]?.id ?? '')).toMatchObject({ email: 'dora@acme.test' })
  })

  it('is verified once, keeps the first time, and can be renamed', async () => {
    const first = await users.markEmailVerified(cast.bob.id)
    const second = await users.markEmailVerified(cast.bob.id)
    expect(first.emailVerifiedAt).toBeInstanceOf(Date)
    expect(second.emailVerifiedAt).toEqual(first.emailVerifiedAt)
    expect((await users.renameUser(cast.bob.id, 'Robert')).name).toBe('Robert')
  })

  it('is not found by a wrong or malformed id', async () => {
    expect(await users.findUser('x')).toBeNull()
    expect(await users.findUserByEmail('nobody@acme.test')).toBeNull()
    await expect(users.getUser(hash())).rejects.toThrow(NotFound)
  })

  it('keeps an account that is linked already', async () => {
    await users.linkAccount(cast.alice.id, 'https://id.example', 'subject-1')
    await users.linkAccount(cast.alice.id, 'https://id.example', 'subject-1')
    await expect(users.linkAccount(cast.charlie.id, 'https://id.example', 'subject-1')).rejects.toThrow(Conflict)
    expect((await users.findUserByAccount('https://id.example', 'subject-1'))?.id).toBe(cast.alice.id)
    expect(await users.findUserByAccount('https://evil.example', 'subject-1')).toBeNull()
  })
})

describe('somebody who comes from an identity provider', () => {
  const given = () => ({ name: 'New', issuer: 'https://id.example', subject: hash() })

  it("is a new person only where neither the address nor the account is anybody's", async () => {
    const account = given()
    const made = await users.createUserWithAccount({ ...account, email: 'New@Fresh.test' })
    expect(made?.email).toBe('new@fresh.test')
    expect(made?.emailVerifiedAt).toBeNull()
    expect(await users.createUserWithAccount({ ...account, email: 'second@fresh.test' })).toBeNull()
    expect(await users.findUserByEmail('second@fresh.test')).toBeNull()
    expect(await users.createUserWithAccount({ ...given(), email: 'alice@acme.test' })).toBeNull()
    expect(await users.listAccounts(cast.alice.id)).toHaveLength(1)
  })

  it('becomes one person of many answers at once', async () => {
    const same = given()
    const made = await Promise.all(
      Array.from({ length: 6 }, () => users.createUserWithAccount({ ...same, email: 'race@fresh.test' })),
    )
    expect(made.filter(Boolean)).toHaveLength(1)
  })

  it("disconnects their own account and nobody else's", async () => {
    const account = given()
    const made = await users.createUserWithAccount({ ...account, email: 'leaves@fresh.test' })
    const [listed] = await users.listAccounts(made?.id ?? '')
    await expect(users.unlinkAccount(cast.charlie.id, listed?.id ?? '')).rejects.toThrow(NotFound)
    expect(await users.unlinkAccount(made?.id ?? '', listed?.id ?? '')).toBe('https://id.example')
    expect(await users.findUserByAccount(account.issuer, account.subject)).toBeNull()
  })
})

describe('a session', () => {
  it('begins in the oldest workspace and tells who, where and as what', async () => {
    const found = await findSession(await openSession(cast.bob.id))
    expect(found?.user.email).toBe('bob@acme.test')
    expect(found?.workspace).toEqual({ tenant: cast.acme, slug: 'acme', name: 'Acme', role: 'viewer' })
  })

  it('is not found with another token, on another device or without one', async () => {
    const credential = await openSession(cast.alice.id)
    expect(await findSession({ ...credential, tokenHash: hash() })).toBeNull()
    expect(await findSession({ ...credential, deviceHash: hash() })).toBeNull()
    expect(await findSession({ ...credential, deviceHash: null })).toBeNull()
    expect(await findSession(credential)).not.toBeNull()
  })

  it('ends when its cookie comes from another browser, and says whose it was', async () => {
    const credential = await openSession(cast.alice.id)
    expect(await endStolenSession({ tokenHash: hash(), deviceHash: credential.deviceHash })).toBeNull()
    expect(await endStolenSession(credential)).toBeNull()
    expect(await findSession(credential)).not.toBeNull()
    const ended = await endStolenSession({ ...credential, deviceHash: null })
    expect(ended).toMatchObject({ email: 'alice@acme.test', browser: 'Firefox on Linux' })
    expect(await findSession(credential)).toBeNull()
    expect(await endStolenSession({ ...credential, deviceHash: null })).toBeNull()
  })

  it('gets another token, and the old one opens nothing', async () => {
    const credential = await openSession(cast.alice.id)
    const next = { ...credential, tokenHash: hash() }
    const before = await findSession(credential)
    await rotateSession(credential.tokenHash, next.tokenHash)
    expect(await findSession(credential)).toBeNull()
    expect(await findSession(next)).toEqual(before)
    await expect(rotateSession(credential.tokenHash, hash())).rejects.toThrow(NotFound)
  })

  it('ends earlier where its workspace wants it', async () => {
    const limits = async (session: object) =>
      admin(`update tenants set policy = '${JSON.stringify({ session })}' where id = '${cast.acme}'`)
    const age = (credential: { tokenHash: string }, column: string, interval: string) =>
      admin(
        `update sessions set ${column} = now() - interval '${interval}' where token_hash = '${credential.tokenHash}'`,
      )
    const [idle, old, nonsense] = [
      await openSession(cast.bob.id),
      await openSession(cast.bob.id),
      await openSession(cast.bob.id),
    ]
    await age(idle, 'last_seen_at', '20 minutes')
    await age(old, 'created_at', '13 hours')
    await limits({ idleMinutes: 30, absoluteHours: 24 })
    expect(await findSession(idle)).not.toBeNull()
    expect(await findSession(old)).not.toBeNull()
    await age(idle, 'last_seen_at', '20 minutes')
    await limits({ idleMinutes: 15, absoluteHours: 12 })
    expect(await findSession(idle)).toBeNull()
    expect(await findSession(old)).toBeNull()
    await limits({ idleMinutes: 'x', absoluteHours: {} })
    expect(await findSession(nonsense)).not.toBeNull()
    await admin(`update tenants set policy = '{}' where id = '${cast.acme}'`)
  })

  it('tells a browser that is new, and begins in the workspace where this one last was', async () => {
    const person = await users.getOrCreateUser('twice@acme.test')
    const device = hash()
    const begin = (deviceHash: string) => {
      const tokenHash = hash()
      const made = createSession({
        tokenHash,
        deviceHash,
        browser: 'x',
        userId: person.id,
        absoluteExpiresAt: inHours(9),
      })
      return made.then((told) => ({ ...told, tokenHash, deviceHash }))
    }
    await createWorkspace({ userId: person.id, name: 'Oldest', slug: 'oldest' })
    const later = await createWorkspace({ userId: person.id, name: 'Later', slug: 'later' })
    const first = await begin(device)
    expect(first).toMatchObject({ newDevice: true, firstDevice: true })
    await setActiveTenant(first.tokenHash, later)
    const again = await begin(device)
    expect(again).toMatchObject({ newDevice: false, firstDevice: false })
    expect((await findSession(again))?.workspace?.slug).toBe('later')
    const elsewhere = await begin(hash())
    expect(elsewhere).toMatchObject({ newDevice: true, firstDevice: false })
    expect((await findSession(elsewhere))?.workspace?.slug).toBe('oldest')
  })

  it('is listed for its person, who ends one or all others; nobody else can', async () => {
    const person = await users.getOrCreateUser('lists@acme.test')
    const sessions = [await openSession(person.id), await openSession(person.id), await openSession(person.id)]
    const listed = await listSessions(person.id)
    expect(listed).toHaveLength(3)
    expect(JSON.stringify(listed)).not.toContain(sessions[0]?.tokenHash)
    const [one, two] = listed
    await expect(deleteSessionOfUser(cast.charlie.id, one?.id ?? '')).rejects.toThrow(NotFound)
    await expect(deleteSessionOfUser(person.id, 'nonsense')).rejects.toThrow(NotFound)
    await deleteSessionOfUser(person.id, one?.id ?? '')
    expect(await deleteOtherSessions(person.id, two?.id ?? '')).toBe(1)
    expect((await listSessions(person.id)).map(({ id }) => id)).toEqual([two?.id])
  })

  it('ends when idle and at its absolute end', async () => {
    const idle = await openSession(cast.alice.id)
    await admin(
      `update sessions set idle_expires_at = now() - interval '1 second' where token_hash = '${idle.tokenHash}'`,
    )
    expect(await findSession(idle)).toBeNull()
    const old = { tokenHash: hash(), deviceHash: hash() }
    await createSession({ ...old, browser: 'Firefox on Linux', userId: cast.alice.id, absoluteExpiresAt: inHours(-1) })
    expect(await findSession(old)).toBeNull()
  })

  it('moves its idle end when used, never past the absolute one', async () => {
    const credential = { tokenHash: hash(), deviceHash: hash() }
    await createSession({
      ...credential,
      browser: 'Firefox on Linux',
      userId: cast.alice.id,
      absoluteExpiresAt: inHours(5),
    })
    await admin(`update sessions set last_seen_at = now() - interval '5 minutes', idle_expires_at = now() + interval '1 minute'
      where token_hash = '${credential.tokenHash}'`)
    const found = await findSession(credential)
    expect(Math.round(((found?.expires.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(5)
  })

  it('moves only to a workspace of its person', async () => {
    const credential = await openSession(cast.alice.id)
    const second = await createWorkspace({ userId: cast.alice.id, name: 'Second', slug: 'second' })
    expect(await setActiveTenant(credential.tokenHash, second)).toBe(second)
    expect((await findSession(credential))?.workspace?.slug).toBe('second')
    await expect(setActiveTenant(credential.tokenHash, cast.other)).rejects.toThrow(NotFound)
    await expect(setActiveTenant(credential.tokenHash, 'nonsense')).rejects.toThrow(NotFound)
    await expect(setActiveTenant(hash(), cast.acme)).rejects.toThrow(NotFound)
    expect((await findSession(credential))?.workspace?.slug).toBe('second')
  })

  it('ends when its person is removed from the workspace it is in', async () => {
    const guest = await users.getOrCreateUser('guest@acme.test')
    await admin(
      `insert into memberships (id, tenant_id, user_id, role) values (gen_random_uuid(), '${cast.acme}', '${guest.id}', 'member')`,
    )
    const credential = await openSession(guest.id)
    expect((await findSession(credential))?.workspace?.role).toBe('member')
    await admin(`delete from memberships where user_id = '${guest.id}'`)
    expect(await findSession(credential)).toBeNull()
  })

  it('is gone after signing out, here or everywhere', async () => {
    const [one, two] = [await openSession(cast.charlie.id), await openSession(cast.charlie.id)]
    await deleteSession(one.tokenHash)
    expect(await findSession(one)).toBeNull()
    expect(await findSession(two)).not.toBeNull()
    expect(await deleteSessionsOfUser(cast.charlie.id)).toBe(1)
    expect(await findSession(two)).toBeNull()
  })
})

describe('a workspace', () => {
  it('is listed for its people only', async () => {
    expect((await listWorkspaces(cast.charlie.id)).map(({ slug, role }) => [slug, role])).toEqual([['other', 'owner']])
    expect((await listWorkspaces(cast.bob.id)).map(({ slug, role }) => [slug, role])).toEqual([['acme', 'viewer']])
  })

  it('needs a short name that is free and fits', async () => {
    const workspace = { userId: cast.charlie.id, name: 'X' }
    await expect(createWorkspace({ ...workspace, slug: 'acme' })).rejects.toThrow(Conflict)
    for (const slug of ['', 'A', 'a b', '-a', 'a--b', 'x'.repeat(61)]) {
      await expect(createWorkspace({ ...workspace, slug })).rejects.toThrow(Invalid)
    }
  })
})

describe('readiness', () => {
  it('is given when both roles get an answer', async () => {
    expect(await isDatabaseReady()).toBe(true)
  })
})
