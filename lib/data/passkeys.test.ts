import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { Conflict, NotFound } from '../errors.ts'
import * as passkeys from './passkeys.ts'
import { createSession, findSession } from './sessions.ts'
import { createWorkspace, listReachable, updateTenant } from './tenants.ts'
import * as users from './users.ts'

// The second factor of people, and what a session without it opens.

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
}, 120_000)
afterAll(() => database.drop())

const hash = () => createHash('sha256').update(randomBytes(32)).digest('hex')
const key = (counter = 0) => ({ credentialId: randomBytes(16).toString('base64url'), publicKey: 'cHVibGlj', counter })
let people = 0
const newPerson = () => users.getOrCreateUser(`passkey${++people}@fresh.test`)

async function openSession(userId: string) {
  const credential = { tokenHash: hash(), deviceHash: hash() }
  const absoluteExpiresAt = new Date(Date.now() + 3_600_000)
  await createSession({ ...credential, browser: 'Firefox on Linux', userId, absoluteExpiresAt })
  return credential
}

describe('a passkey', () => {
  it('makes every other session of its person wait for it, at once', async () => {
    const { id } = await newPerson()
    const [here, elsewhere] = [await openSession(id), await openSession(id)]
    expect((await findSession(elsewhere))?.wanted).toBe('none')
    await passkeys.createPasskey(id, here.tokenHash, key(), 'Laptop')
    expect((await findSession(here))?.wanted).toBe('none')
    expect((await findSession(elsewhere))?.wanted).toBe('ask')
    expect((await findSession(await openSession(id)))?.wanted).toBe('ask')
  })

  it('opens the session under another token, and the one before is worthless', async () => {
    const { id } = await newPerson()
    const [mine, first] = [key(), await openSession(id)]
    await passkeys.createPasskey(id, first.tokenHash, mine, 'Laptop')
    const session = await openSession(id)
    const newTokenHash = hash()
    expect(
      await passkeys.showPasskey(id, { ...mine, counter: 0 }, { tokenHash: session.tokenHash, newTokenHash }),
    ).toBeInstanceOf(Date)
    expect(await findSession(session)).toBeNull()
    expect((await findSession({ ...session, tokenHash: newTokenHash }))?.wanted).toBe('none')
  })

  it('of somebody else, or with a counter that went back, opens nothing', async () => {
    const [{ id }, { id: other }] = [await newPerson(), await newPerson()]
    const [mine, hers] = [key(5), key()]
    await passkeys.createPasskey(id, (await openSession(id)).tokenHash, mine, 'Mine')
    await passkeys.createPasskey(other, (await openSession(other)).tokenHash, hers, 'Hers')
    const session = await openSession(id)
    const rotation = () => ({ tokenHash: session.tokenHash, newTokenHash: hash() })
    expect(await passkeys.showPasskey(id, { ...hers, counter: 9 }, rotation())).toBeNull()
    expect(await passkeys.showPasskey(other, { ...hers, counter: 9 }, rotation())).toBeNull()
    for (const counter of [0, 4, 5]) {
      expect(await passkeys.showPasskey(id, { ...mine, counter }, rotation()), String(counter)).toBeNull()
    }
    expect((await findSession(session))?.wanted).toBe('ask')
    expect(await passkeys.showPasskey(id, { ...mine, counter: 6 }, rotation())).not.toBeNull()
  })

  it('is renamed and removed by its person only; nobody has eleven, and none is two people’s', async () => {
    const { id } = await newPerson()
    const { tokenHash } = await openSession(id)
    const mine = key()
    const made = await passkeys.createPasskey(id, tokenHash, mine, 'Laptop')
    for (const work of [
      () => passkeys.renamePasskey(cast.charlie.id, made, 'Taken'),
      () => passkeys.deletePasskey(cast.charlie.id, made),
      () => passkeys.deletePasskey(id, 'nonsense'),
    ]) {
      await expect(work()).rejects.toThrow(NotFound)
    }
    await expect(passkeys.createPasskey(cast.charlie.id, hash(), mine, 'Copy')).rejects.toThrow(Conflict)
    for (let n = 1; n < 10; n++) await passkeys.createPasskey(id, tokenHash, key(), `Key ${n}`)
    await expect(passkeys.createPasskey(id, tokenHash, key(), 'Eleventh')).rejects.toThrow(Conflict)
    await passkeys.renamePasskey(id, made, 'Old laptop')
    expect(await passkeys.deletePasskey(id, made)).toBe('Old laptop')
    expect(await passkeys.listPasskeys(id)).toHaveLength(9)
    expect(await passkeys.listPasskeys(cast.charlie.id)).toEqual([])
  })
})

describe('a challenge', () => {
  it('is taken once, and by one of many at once', async () => {
    const { id } = await newPerson()
    const { tokenHash } = await openSession(id)
    await passkeys.setChallenge(tokenHash, 'challenge')
    const taken = await Promise.all(Array.from({ length: 6 }, () => passkeys.takeChallenge(tokenHash)))
    expect(taken.filter(Boolean)).toEqual(['challenge'])
    expect(await passkeys.takeChallenge(hash())).toBeNull()
  })
})

describe('recovery codes', () => {
  const codes = () => Array.from({ length: 10 }, hash)

  it('exist with a passkey only, go with the last one, and are replaced as a whole', async () => {
    const { id } = await newPerson()
    expect(await passkeys.replaceRecoveryCodes(id, codes())).toBe(0)
    const made = await passkeys.createPasskey(id, (await openSession(id)).tokenHash, key(), 'Laptop')
    const before = codes()
    expect(await passkeys.replaceRecoveryCodes(id, before)).toBe(10)
    expect(await passkeys.replaceRecoveryCodes(id, codes())).toBe(10)
    const { tokenHash } = await openSession(id)
    expect(await passkeys.spendRecoveryCode(id, before[0] ?? '', { tokenHash, newTokenHash: hash() })).toBeNull()
    await passkeys.deletePasskey(id, made)
    expect(await passkeys.countRecoveryCodes(id)).toBe(0)
  })

  it('work once each, for their person, also when two come at the same time', async () => {
    const { id } = await newPerson()
    await passkeys.createPasskey(id, (await openSession(id)).tokenHash, key(), 'Laptop')
    const mine = codes()
    await passkeys.replaceRecoveryCodes(id, mine)
    const [one, two] = [await openSession(id), await openSession(id)]
    const spend = ({ tokenHash }: { tokenHash: string }, who = id) =>
      passkeys.spendRecoveryCode(who, mine[0] ?? '', { tokenHash, newTokenHash: hash() })
    expect(await spend(one, cast.charlie.id)).toBeNull()
    const both = await Promise.all([spend(one), spend(two)])
    expect(both.filter(Boolean)).toMatchObject([{ unused: 9 }])
  })
})

describe('a workspace that wants a second factor', () => {
  it('opens to nobody without one, and leaves other workspaces as they are', async () => {
    const { id } = await newPerson()
    const strict = await createWorkspace({ userId: id, name: 'Strict', slug: `strict-${people}` })
    const session = await openSession(id)
    expect((await findSession(session))?.wanted).toBe('none')
    await updateTenant(strict, { policy: { session: { secondFactor: true } } })
    expect((await findSession(session))?.wanted).toBe('enrol')
    await passkeys.createPasskey(id, session.tokenHash, key(), 'Laptop')
    expect((await findSession(session))?.wanted).toBe('none')
    const [mine] = await passkeys.listPasskeys(id)
    await passkeys.deletePasskey(id, mine?.id ?? '')
    expect((await findSession(session))?.wanted).toBe('enrol')
  })

  it('that is entered by its identity provider only is out of reach for a link', async () => {
    const { id } = await newPerson()
    const open = await createWorkspace({ userId: id, name: 'Open', slug: `open-${people}` })
    const closed = await createWorkspace({ userId: id, name: 'Closed', slug: `closed-${people}` })
    const session = await openSession(id)
    expect(await listReachable(session.tokenHash)).toHaveLength(2)
    await updateTenant(closed, { policy: { sso: { only: true } } })
    expect((await listReachable(session.tokenHash)).map(({ tenant }) => tenant)).toEqual([open])
    expect(await listReachable(hash())).toEqual([])
  })
})
