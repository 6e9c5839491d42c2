import { Conflict, NotFound } from '../errors.ts'
import { withTenant } from './prisma.ts'
import { type CreatedSession, IDLE_TIMEOUT_SECONDS } from './sessions.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * The identity provider of a workspace. Its secret comes sealed and leaves sealed.
 *
 *   findSsoConnection(tenant)                 what its owners set up, or null
 *   saveSsoConnection(tenant, given)          another domain or issuer has to prove itself anew
 *   markDomainVerified(tenant, domain, token) Conflict where another workspace holds the domain
 *   deleteSsoConnection(tenant)               its sessions end
 *   findSso(id)  findSsoByDomain(domain)      before a tenant is known; only where the domain is proved
 *   signInBySso(id, claims)                   whom an answer signs in, or null
 *   createBoundSession({ ... })               a session for that workspace alone; null where the person is no member
 *   claimDueDomains(limit)  releaseDomain(id)  records are looked at once a day
 */

export interface SsoConnection {
  id: string
  domain: string
  domainToken: string
  verified: boolean
  checkedAt: Date | null
  issuer: string
  clientId: string
  sealedSecret: string
}

/** What the sign-in needs of one whose domain is proved. */
export interface ProvedSso {
  id: string
  tenant: TenantId
  domain: string
  issuer: string
  clientId: string
  sealedSecret: string
}

export async function findSsoConnection(tenant: TenantId): Promise<SsoConnection | null> {
  const row = await withTenant(tenant, (tx) => tx.ssoConnection.findUnique({ where: { tenantId: tenant } }))
  if (!row) return null
  const { id, domain, domainToken, verifiedDomain, checkedAt, issuer, clientId, sealedSecret } = row
  return { id, domain, domainToken, verified: verifiedDomain !== null, checkedAt, issuer, clientId, sealedSecret }
}

export async function saveSsoConnection(
  tenant: TenantId,
  given: { domain: string; domainToken: string; issuer: string; clientId: string; sealedSecret: string },
): Promise<void> {
  await withTenant(tenant, async (tx) => {
    const present = await tx.ssoConnection.findUnique({ where: { tenantId: tenant } })
    const { domainToken, ...rest } = given
    const same = present?.domain === given.domain
    const data = {
      ...rest,
      changedAt: new Date(),
      ...(same ? {} : { domainToken, verifiedDomain: null, checkedAt: null }),
    }
    await tx.ssoConnection.upsert({
      where: { tenantId: tenant },
      create: { tenantId: tenant, ...given },
      update: data,
    })
  })
}

/** `token` as it stood in the record: a setting that changed meanwhile is not proved by it. */
export async function markDomainVerified(tenant: TenantId, domain: string, token: string): Promise<void> {
  try {
    const { count } = await withTenant(tenant, (tx) =>
      tx.ssoConnection.updateMany({
        where: { tenantId: tenant, domain, domainToken: token },
        data: { verifiedDomain: domain, checkedAt: new Date() },
      }),
    )
    if (count === 0) throw new NotFound('connection')
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw new Conflict({
      happened: 'Another workspace has proved that it holds this domain.',
      todo: 'Remove its record from the domain. It is looked at once a day, and the domain is free then.',
    })
  }
}

export async function deleteSsoConnection(tenant: TenantId): Promise<void> {
  const { count } = await withTenant(tenant, (tx) => tx.ssoConnection.deleteMany({ where: { tenantId: tenant } }))
  if (count === 0) throw new NotFound('connection')
}

interface SsoRow {
  id: string
  tenant_id: string
  domain: string
  issuer: string
  client_id: string
  sealed_secret: string
}

export async function findSso(id: string): Promise<ProvedSso | null> {
  return isUuid(id) ? proved(await unscopedCall<SsoRow>('find_sso', id)) : null
}

/** `domain` in lower case. */
export async function findSsoByDomain(domain: string): Promise<ProvedSso | null> {
  return proved(await unscopedCall<SsoRow>('find_sso_by_domain', domain))
}

function proved([row]: SsoRow[]): ProvedSso | null {
  if (!row) return null
  const { id, domain, issuer } = row
  const tenant = unscopedTenantId(row.tenant_id)
  return { id, tenant, domain, issuer, clientId: row.client_id, sealedSecret: row.sealed_secret }
}

export interface SsoPerson {
  userId: string
  email: string
  outcome: 'known' | 'connected' | 'created'
}

/** `email` in lower case. Null for an address outside the domain, somebody's who is no member, or a subject of nobody. */
export async function signInBySso(
  id: string,
  { subject, email, name }: { subject: string; email: string; name: string | null },
): Promise<SsoPerson | null> {
  const [row] = await unscopedCall<{ user_id: string; email: string; outcome: SsoPerson['outcome'] }>(
    'sign_in_by_sso',
    id,
    subject,
    email,
    name,
  )
  return row ? { userId: row.user_id, email: row.email, outcome: row.outcome } : null
}

export async function createBoundSession(session: {
  tokenHash: string
  userId: string
  deviceHash: string
  browser: string
  absoluteExpiresAt: Date
  tenant: TenantId
}): Promise<CreatedSession | null> {
  const { tokenHash, userId, deviceHash, browser, absoluteExpiresAt, tenant } = session
  const idle = new Date(Date.now() + IDLE_TIMEOUT_SECONDS * 1_000)
  const [row] = await unscopedCall<{ new_device: boolean; first_device: boolean }>(
    'create_bound_session',
    ...[tokenHash, userId, deviceHash, browser, idle, absoluteExpiresAt, tenant],
  )
  return row ? { newDevice: row.new_device, firstDevice: row.first_device } : null
}

export interface DueDomain {
  id: string
  domain: string
  domainToken: string
}

export async function claimDueDomains(limit: number): Promise<DueDomain[]> {
  const rows = await unscopedCall<{ id: string; domain: string; domain_token: string }>('claim_due_domains', limit)
  return rows.map(({ id, domain, domain_token }) => ({ id, domain, domainToken: domain_token }))
}

/** Owners and admins to tell. */
export async function releaseDomain(id: string): Promise<{ email: string; domain: string }[]> {
  return unscopedCall<{ email: string; domain: string }>('release_domain', id)
}
