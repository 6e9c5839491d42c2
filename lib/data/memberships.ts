import { Conflict, NotFound } from '../errors.ts'
import type { Role } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Who belongs to a workspace, and as what.
 *
 *   listMembers(tenant)                            oldest first
 *   findMember(tenant, userId)                     Member or null
 *   createMembership(tenant, { userId, role })     Conflict if there is one
 *   deleteMembership(tenant, userId)               NotFound if there is none
 */

export interface Membership {
  id: string
  userId: string
  email: string
  name: string | null
  role: Role
  createdAt: Date
}

const SHOWN = {
  id: true,
  userId: true,
  role: true,
  createdAt: true,
  user: { select: { email: true, name: true } },
} as const

interface Row {
  id: string
  userId: string
  role: Role
  createdAt: Date
  user: { email: string; name: string | null }
}

export async function listMembers(tenant: TenantId): Promise<Membership[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.membership.findMany({
      where: { tenantId: tenant },
      select: SHOWN,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  )
  return rows.map(view)
}

export async function findMember(tenant: TenantId, userId: string): Promise<Membership | null> {
  if (!isUuid(userId)) return null
  const row = await withTenant(tenant, (tx) =>
    tx.membership.findFirst({ where: { tenantId: tenant, userId }, select: SHOWN }),
  )
  return row && view(row)
}

/** The person exists (`getOrCreateUser`); an invitation that they accept is the caller's matter. */
export async function createMembership(tenant: TenantId, member: { userId: string; role: Role }): Promise<void> {
  if (!isUuid(member.userId)) throw new NotFound('person')
  await withTenant(tenant, (tx) =>
    tx.membership.create({ data: { tenantId: tenant, ...member }, select: { id: true } }),
  ).catch((error: unknown) => {
    throw error instanceof Conflict
      ? new Conflict({ happened: 'This person belongs to the workspace already.' })
      : error
  })
}

const view = ({ user, ...row }: Row): Membership => ({ ...row, ...user })

/** What the person made stays with the workspace. Whether the last owner goes is for the caller to see. */
export async function deleteMembership(tenant: TenantId, userId: string): Promise<void> {
  if (!isUuid(userId)) throw new NotFound('member')
  const { count } = await withTenant(tenant, (tx) => tx.membership.deleteMany({ where: { tenantId: tenant, userId } }))
  if (count === 0) throw new NotFound('member')
}
