import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { Conflict, NotFound } from '../errors.ts'
import { createMembership } from './memberships.ts'
import { createSession, findSession, setActiveTenant } from './sessions.ts'
import * as sso from './sso-connections.ts'
import { createWorkspace, listReachable, updateTenant } from './tenants.ts'
import type { TenantId } from './unscoped.ts'
import * as users from './users.ts'

// A workspace's identity provider: whom it signs in, where, and what becomes of a domain.

let database: TestDatabase
let cast: Cast
let admin: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedPeople()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
}, 120_000)
afterAll(async () => {
  await admin.end()
  await database.drop()
})

const hash = () => createHash('sha256').update(randomBytes(32)).digest('hex')
const given = (domain: string, token = 't'.repeat(43)) => ({
  ...{ domain, domainToken: token, issuer: `https://id.${domain}`, clientId: 'lethe', sealedSecret: 'v1.k.i.b' },
})
let domains = 0

/** A workspace of Alice's with a proved domain. */
async function proved(): Promise<{ tenant: TenantId; id: string; domain: string }> {
  const domain = `d${++domains}.test`
  const tenant = await createWorkspace({ userId: cast.alice.id, name: domain, slug: `sso-${domains}` })
  await sso.saveSsoConnection(tenant, given(domain))
  expect(await sso.findSsoByDomain(domain)).toBeNull()
  await sso.markDomainVerified(tenant, domain, 't'.repeat(43))
  const id = (await sso.findSsoByDomain(domain))?.id ?? ''
  return { tenant, id, domain }
}

async function bound(userId: string, tenant: TenantId) {
  const credential = { tokenHash: hash(), deviceHash: hash() }
  const absoluteExpiresAt = new Date(Date.now() + 3_600_000)
  const made = await sso.createBoundSession({ ...credential, userId, browser: 'x', absoluteExpiresAt, tenant })
  return made && credential
}

describe('an answer of a workspace’s identity provider', () => {
  it('makes a new person of its domain a member here, and knows them again by subject', async () => {
    const { id, domain, tenant } = await proved()
    const made = await sso.signInBySso(id, { subject: '1', email: `new@${domain}`, name: 'New' })
    expect(made).toMatchObject({ email: `new@${domain}`, outcome: 'created' })
    expect(await sso.signInBySso(id, { subject: '1', email: `renamed@${domain}`, name: null })).toMatchObject({
      userId: made?.userId,
      outcome: 'known',
    })
    const session = await bound(made?.userId ?? '', tenant)
    expect(await findSession(session ?? { tokenHash: '', deviceHash: '' })).toMatchObject({
      bound: true,
      workspace: { tenant, role: 'member' },
    })
  })

  it('asserting an address outside its domain signs nobody in: foreign, alike, or two at once', async () => {
    const { id, domain } = await proved()
    for (const email of [
      'charlie@other.test',
      'alice@acme.test',
      `x@evil-${domain}`,
      `x@${domain}.evil.test`,
      `x@other.test@${domain}`,
      `x@${domain}@other.test`,
      `@${domain}`,
      domain,
      `a b@${domain}`,
      '',
    ]) {
      expect(await sso.signInBySso(id, { subject: hash(), email, name: null }), email).toBeNull()
    }
  })

  it('asserting the address of somebody who is no member here signs nobody in and makes nobody a member', async () => {
    const { id, domain, tenant } = await proved()
    const stranger = await users.getOrCreateUser(`stranger@${domain}`)
    expect(await sso.signInBySso(id, { subject: '9', email: stranger.email, name: null })).toBeNull()
    expect(await bound(stranger.id, tenant)).toBeNull()
    await createMembership(tenant, { userId: stranger.id, role: 'viewer' })
    expect(await sso.signInBySso(id, { subject: '9', email: stranger.email, name: null })).toMatchObject({
      outcome: 'connected',
    })
  })

  it('of another workspace with the same issuer and subject is somebody else’s: the tenant is part of the name', async () => {
    const [one, two] = [await proved(), await proved()]
    const issuer = 'https://shared.example'
    for (const { tenant, domain } of [one, two]) await sso.saveSsoConnection(tenant, { ...given(domain), issuer })
    const first = await sso.signInBySso(one.id, { subject: 'same', email: `a@${one.domain}`, name: null })
    const second = await sso.signInBySso(two.id, { subject: 'same', email: `b@${two.domain}`, name: null })
    expect([first?.outcome, second?.outcome]).toEqual(['created', 'created'])
    expect(first?.userId).not.toBe(second?.userId)
  })

  it('of somebody who was removed signs nobody in', async () => {
    const { id, domain, tenant } = await proved()
    const made = await sso.signInBySso(id, { subject: '5', email: `gone@${domain}`, name: null })
    const session = await bound(made?.userId ?? '', tenant)
    await admin.query('delete from memberships where user_id = $1', [made?.userId])
    expect(session && (await findSession(session))).toBeNull()
    expect(await sso.signInBySso(id, { subject: '5', email: `gone@${domain}`, name: null })).toBeNull()
  })
})

describe('its session', () => {
  it('reaches its workspace and no other of the person', async () => {
    const { tenant } = await proved()
    const session = await bound(cast.alice.id, tenant)
    if (!session) throw new Error('no session')
    expect((await listReachable(session.tokenHash)).map((workspace) => workspace.tenant)).toEqual([tenant])
    await expect(setActiveTenant(session.tokenHash, cast.acme)).rejects.toThrow(NotFound)
    expect((await findSession(session))?.workspace?.tenant).toBe(tenant)
    expect(await bound(cast.charlie.id, tenant)).toBeNull()
  })

  it('is the only way in where the workspace says so', async () => {
    const { tenant } = await proved()
    await updateTenant(tenant, { policy: { sso: { only: true } } })
    const link = { tokenHash: hash(), deviceHash: hash() }
    await createSession({
      ...link,
      userId: cast.alice.id,
      browser: 'x',
      absoluteExpiresAt: new Date(Date.now() + 3_600_000),
    })
    await expect(setActiveTenant(link.tokenHash, tenant)).rejects.toThrow(NotFound)
    await admin.query('update sessions set active_tenant_id = $1 where token_hash = $2', [tenant, link.tokenHash])
    expect((await findSession(link))?.workspace).toBeNull()
    const session = await bound(cast.alice.id, tenant)
    expect(session && (await findSession(session))?.workspace?.tenant).toBe(tenant)
  })
})

describe('a domain', () => {
  it('is held by one workspace at a time, and proved by the token of its own', async () => {
    const { domain, tenant } = await proved()
    await sso.saveSsoConnection(cast.other, given(domain, 'u'.repeat(43)))
    await expect(sso.markDomainVerified(cast.other, domain, 't'.repeat(43))).rejects.toThrow(NotFound)
    await expect(sso.markDomainVerified(cast.other, domain, 'u'.repeat(43))).rejects.toThrow(Conflict)
    expect((await sso.findSsoByDomain(domain))?.tenant).toBe(tenant)
  })

  it('whose record has gone is free: its sessions end, it is the only way in no longer, and another may prove it', async () => {
    const { domain, tenant, id } = await proved()
    await updateTenant(tenant, { policy: { sso: { only: true } } })
    const session = await bound(cast.alice.id, tenant)
    await admin.query("update sso_connections set checked_at = now() - interval '25 hours' where id = $1", [id])
    const due = await sso.claimDueDomains(100)
    expect(due.map((one) => one.id)).toContain(id)
    expect((await sso.claimDueDomains(100)).map((one) => one.id)).not.toContain(id)
    expect(await sso.releaseDomain(id)).toEqual([{ email: 'alice@acme.test', domain }])
    expect(session && (await findSession(session))).toBeNull()
    expect(await sso.findSso(id)).toBeNull()
    expect(await sso.signInBySso(id, { subject: '1', email: `x@${domain}`, name: null })).toBeNull()
    await sso.saveSsoConnection(cast.other, given(domain, 'w'.repeat(43)))
    await sso.markDomainVerified(cast.other, domain, 'w'.repeat(43))
    expect((await sso.findSsoByDomain(domain))?.tenant).toBe(cast.other)
  })

  it('that is changed has to be proved anew; another issuer of the same domain has not', async () => {
    const { domain, tenant, id } = await proved()
    await sso.saveSsoConnection(tenant, { ...given(domain), issuer: 'https://second.example' })
    expect((await sso.findSso(id))?.issuer).toBe('https://second.example')
    await sso.saveSsoConnection(tenant, given(`new-${domain}`))
    expect(await sso.findSso(id)).toBeNull()
  })
})
