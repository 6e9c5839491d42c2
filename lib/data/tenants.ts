import { Conflict, Invalid, NotFound } from '../errors.ts'
import type { Role } from './generated/enums.ts'
import type { InputJsonObject, JsonValue } from './json.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * Workspaces.
 *
 *   listWorkspaces(userId)                    of one person, oldest first
 *   listReachable(tokenHash)                  the same, as far as this session may enter them
 *   createWorkspace({ userId, name, slug })   TenantId; the person becomes its owner; Conflict for a taken slug
 *   getTenant(tenant)                         settings
 *   updateTenant(tenant, changes)
 */

export interface Workspace {
  tenant: TenantId
  slug: string
  name: string
  role: Role
}

export interface TenantSettings {
  id: TenantId
  slug: string
  name: string
  retentionDays: number
  /** What the app last wrote, {} at first; its reader checks the shape. */
  decisionThresholds: JsonValue
  policy: JsonValue
  createdAt: Date
}

/** `userId` from a session, never from a request. */
export async function listWorkspaces(userId: string): Promise<Workspace[]> {
  const rows = await unscopedCall<{ tenant_id: string; slug: string; name: string; role: Role }>(
    'list_workspaces',
    userId,
  )
  return rows.map(({ tenant_id, ...row }) => ({ tenant: unscopedTenantId(tenant_id), ...row }))
}

/** Fewer than `listWorkspaces` where a workspace is entered by its identity provider only, or this session began at one. */
export async function listReachable(tokenHash: string): Promise<Workspace[]> {
  const rows = await unscopedCall<{ tenant_id: string; slug: string; name: string; role: Role }>(
    'reachable_workspaces',
    tokenHash,
  )
  return rows.map(({ tenant_id, ...row }) => ({ tenant: unscopedTenantId(tenant_id), ...row }))
}

/** `slug`: lower-case letters, digits and single hyphens, at most 60. */
export async function createWorkspace(workspace: { userId: string; name: string; slug: string }): Promise<TenantId> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(workspace.slug) || workspace.slug.length > 60) {
    throw new Invalid([{ path: 'slug', message: 'Use lower-case letters, digits and single hyphens, at most 60.' }])
  }
  const [row] = await unscopedCall<{ tenant_id: string }>(
    'create_workspace',
    workspace.userId,
    workspace.name,
    workspace.slug,
  ).catch((error: unknown) => {
    throw error instanceof Conflict
      ? new Conflict({ happened: 'There is a workspace of this short name already.' })
      : error
  })
  if (!row) throw new NotFound('workspace')
  return unscopedTenantId(row.tenant_id)
}

export async function getTenant(tenant: TenantId): Promise<TenantSettings> {
  const found = await withTenant(tenant, (tx) => tx.tenant.findFirst({ where: { id: tenant } }))
  if (!found) throw new NotFound('workspace')
  return { ...found, id: tenant }
}

/** Only what is given changes. */
export async function updateTenant(
  tenant: TenantId,
  changes: { name?: string; retentionDays?: number; decisionThresholds?: InputJsonObject; policy?: InputJsonObject },
): Promise<void> {
  const { count } = await withTenant(tenant, (tx) => tx.tenant.updateMany({ where: { id: tenant }, data: changes }))
  if (count === 0) throw new NotFound('workspace')
}
