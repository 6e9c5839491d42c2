import { listMembers } from './data/memberships.ts'
import type { TenantId } from './data/unscoped.ts'
import { can, type Permission } from './permissions.ts'

export interface Manager {
  name: string | null
  email: string
  role: string
}

/** Who in the workspace may do it, for the pages of those who may not. */
export async function listManagers(tenant: TenantId, permission: Permission): Promise<Manager[]> {
  const members = await listMembers(tenant)
  return members.filter(({ role }) => can(role, permission)).map(({ name, email, role }) => ({ name, email, role }))
}
