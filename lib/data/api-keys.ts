import { NotFound } from '../errors.ts'
import type { Role } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Keys of programs. Only a hash of each is stored (SHA-256, lower-case hex).
 *
 *   findApiKey(tokenHash, address)     ApiKey or null: the one question asked before a tenant is known
 *   createApiKey(tenant, NewApiKey)    id
 *   listApiKeys(tenant)                what a page may show, newest first; those that have ended too
 *   deleteApiKey(tenant, id)           from the next request on it is unknown; NotFound
 *
 * A key ends with the membership of whoever made it, in the same statement (a foreign key).
 */

/** A living key, and what its member may do now. */
export interface ApiKey {
  id: string
  tenant: TenantId
  userId: string
  role: Role
  scopes: readonly string[]
  expiresAt: Date
  /** Where every request must be signed. */
  sealedSigningSecret: string | null
  /** False where the key names networks and the caller's is none of them. */
  addressAllowed: boolean
  /** The workspace waits to be erased. */
  locked: boolean
}

export interface NewApiKey {
  createdById: string
  /** 1 to 80 characters. */
  name: string
  tokenHash: string
  /** The last four characters. */
  hint: string
  scopes: string[]
  /** CIDR. */
  allowedAddresses: string[]
  sealedSigningSecret: string | null
  /** At most 366 days ahead. */
  expiresAt: Date
}

export interface ApiKeyView {
  id: string
  name: string
  hint: string
  scopes: string[]
  allowedAddresses: string[]
  signed: boolean
  createdAt: Date
  createdBy: { id: string; email: string; name: string | null }
  expiresAt: Date
  lastUsedAt: Date | null
}

interface KeyRow {
  id: string
  tenant_id: string
  user_id: string
  role: Role
  scopes: string[]
  expires_at: Date
  sealed_signing_secret: string | null
  address_allowed: boolean
  locked: boolean
}

/** Null for a wrong or ended key. `address`: an IP address, or null where that is not known. */
export async function findApiKey(tokenHash: string, address: string | null): Promise<ApiKey | null> {
  const [row] = await unscopedCall<KeyRow>('find_api_key', tokenHash, address)
  if (!row) return null
  return {
    id: row.id,
    tenant: unscopedTenantId(row.tenant_id),
    userId: row.user_id,
    role: row.role,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    sealedSigningSecret: row.sealed_signing_secret,
    addressAllowed: row.address_allowed,
    locked: row.locked,
  }
}

export async function createApiKey(tenant: TenantId, key: NewApiKey): Promise<string> {
  const made = await withTenant(tenant, (tx) =>
    tx.apiKey.create({ data: { tenantId: tenant, ...key }, select: { id: true } }),
  )
  return made.id
}

export async function listApiKeys(tenant: TenantId): Promise<ApiKeyView[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.apiKey.findMany({
      where: { tenantId: tenant },
      select: {
        ...{ id: true, name: true, hint: true, scopes: true, allowedAddresses: true, sealedSigningSecret: true },
        ...{ createdAt: true, expiresAt: true, lastUsedAt: true },
        member: { select: { user: { select: { id: true, email: true, name: true } } } },
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
  )
  return rows.map(({ sealedSigningSecret, member, ...row }) => ({
    ...row,
    signed: sealedSigningSecret !== null,
    createdBy: member.user,
  }))
}

export async function deleteApiKey(tenant: TenantId, id: string): Promise<void> {
  if (!isUuid(id)) throw new NotFound('key')
  const { count } = await withTenant(tenant, (tx) => tx.apiKey.deleteMany({ where: { id, tenantId: tenant } }))
  if (count === 0) throw new NotFound('key')
}
