import { NotFound } from '../errors.ts'
import type { Role } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { normalizeEmail } from './users.ts'
import { isUuid } from './uuid.ts'

/**
 * Invitations into a workspace. Only hashes of their tokens are stored (SHA-256, lower-case hex).
 *
 *   createInvitation(tenant, { email, role, tokenHash, invitedById, expiresAt })   id; replaces one for the same address
 *   listInvitations(tenant)  deleteInvitation(tenant, id)                          those that still work; NotFound
 *   findInvitation(tokenHash)            what it says, or null; uses nothing up
 *   acceptInvitation(tokenHash, userId)  TenantId, or null; works once, for the person whose address it names
 */

export type InvitedRole = Exclude<Role, 'owner'>

export interface Invitation {
  id: string
  email: string
  role: Role
  createdAt: Date
  expiresAt: Date
}

export async function createInvitation(
  tenant: TenantId,
  invitation: { email: string; role: InvitedRole; tokenHash: string; invitedById: string; expiresAt: Date },
): Promise<string> {
  const email = normalizeEmail(invitation.email)
  const { id } = await withTenant(tenant, async (tx) => {
    await tx.invitation.deleteMany({
      where: { tenantId: tenant, OR: [{ email }, { expiresAt: { lt: new Date() } }] },
    })
    return tx.invitation.create({ data: { tenantId: tenant, ...invitation, email }, select: { id: true } })
  })
  return id
}

/** The newest first. */
export async function listInvitations(tenant: TenantId): Promise<Invitation[]> {
  return withTenant(tenant, (tx) =>
    tx.invitation.findMany({
      where: { tenantId: tenant, expiresAt: { gt: new Date() } },
      select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
  )
}

/** Withdrawn: its link is worth nothing from then on. Returns the address that it was for. */
export async function deleteInvitation(tenant: TenantId, id: string): Promise<string> {
  const email = isUuid(id)
    ? await withTenant(tenant, async (tx) => {
        const found = await tx.invitation.findFirst({ where: { tenantId: tenant, id }, select: { email: true } })
        const { count } = await tx.invitation.deleteMany({ where: { tenantId: tenant, id } })
        return count === 1 ? found?.email : undefined
      })
    : undefined
  if (email === undefined) throw new NotFound('invitation')
  return email
}

/** Null for a wrong, used, withdrawn or ended one. */
export async function findInvitation(
  tokenHash: string,
): Promise<{ workspaceName: string; email: string; role: Role; expiresAt: Date } | null> {
  const [row] = await unscopedCall<{ workspace_name: string; email: string; role: Role; expires_at: Date }>(
    'find_invitation',
    tokenHash,
  )
  if (!row) return null
  return { workspaceName: row.workspace_name, email: row.email, role: row.role, expiresAt: row.expires_at }
}

/** Null also for another person than the invited one: the caller cannot tell which. */
export async function acceptInvitation(tokenHash: string, userId: string): Promise<TenantId | null> {
  const [row] = await unscopedCall<{ tenant_id: string }>('accept_invitation', tokenHash, userId)
  return row ? unscopedTenantId(row.tenant_id) : null
}
