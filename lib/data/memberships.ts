import { Conflict, NotFound } from '../errors.ts'
import { Prisma } from './generated/client.ts'
import type { Role } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Who belongs to a workspace, and as what.
 *
 *   listMembers(tenant)                            oldest first
 *   findMember(tenant, userId)                     Member or null
 *   getMember(tenant, userId)                      Member; NotFound
 *   createMembership(tenant, { userId, role })     Conflict if there is one
 *   setRole(tenant, userId, role, keptSession?)    Conflict where no owner would be left
 *   deleteMembership(tenant, userId, keptSession?) Conflict where no owner would be left
 *
 * Leaving and another role end the person's sessions in the workspace, in the same statement (a trigger); `keptSession` is
 * the session that makes the change for itself.
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

export async function getMember(tenant: TenantId, userId: string): Promise<Membership> {
  const member = await findMember(tenant, userId)
  if (!member) throw new NotFound('person')
  return member
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

export async function setRole(
  tenant: TenantId,
  userId: string,
  role: Role,
  keptSession: string | null = null,
): Promise<void> {
  if (!isUuid(userId)) throw new NotFound('person')
  const { count } = await withTenant(tenant, async (tx) => {
    if (keptSession) await tx.$queryRaw`select set_config('lethe.kept_session', ${keptSession}, true)`
    return tx.membership.updateMany({ where: { tenantId: tenant, userId }, data: { role } })
  }).catch(asLastOwner)
  if (count === 0) throw new NotFound('person')
}

/** What the person made stays with the workspace. */
export async function deleteMembership(
  tenant: TenantId,
  userId: string,
  keptSession: string | null = null,
): Promise<void> {
  if (!isUuid(userId)) throw new NotFound('person')
  const { count } = await withTenant(tenant, async (tx) => {
    if (keptSession) await tx.$queryRaw`select set_config('lethe.kept_session', ${keptSession}, true)`
    return tx.membership.deleteMany({ where: { tenantId: tenant, userId } })
  }).catch(asLastOwner)
  if (count === 0) throw new NotFound('person')
}

/** The database keeps an owner in every workspace, also when two leave at once. */
function asLastOwner(error: unknown): never {
  const said = error instanceof Prisma.PrismaClientKnownRequestError ? JSON.stringify(error.meta) : ''
  if (!said.includes('A workspace keeps an owner')) throw error
  throw new Conflict({
    happened: 'A workspace keeps at least one owner.',
    todo: 'Make somebody else an owner first.',
  })
}

const view = ({ user, ...row }: Row): Membership => ({ ...row, ...user })
