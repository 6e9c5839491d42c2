import { NotFound } from '../errors.ts'
import type { Role } from './generated/enums.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import type { User } from './users.ts'
import { isUuid } from './uuid.ts'

/**
 * Sessions: a cookie's hash, a person, the workspace they are in. Hashes are SHA-256, lower-case hex.
 *
 *   createSession({ tokenHash, userId, deviceHash, absoluteExpiresAt })   begins in the oldest workspace
 *   findSession({ tokenHash, deviceHash })      Session or null; moves the idle end
 *   setActiveTenant(tokenHash, tenantId)        TenantId; NotFound unless the person is a member there
 *   deleteSession(tokenHash)  deleteSessionsOfUser(userId)
 */

/** A session that nobody uses ends after this; its absolute end never moves. */
export const IDLE_TIMEOUT_SECONDS = 8 * 3600

export interface Session {
  id: string
  user: User
  /** The earlier of idle and absolute end. */
  expires: Date
  createdAt: Date
  /** Null until a workspace is chosen, and after the person was removed from the one chosen. */
  workspace: { tenant: TenantId; slug: string; name: string; role: Role } | null
}

interface SessionRow {
  session_id: string
  idle_expires_at: Date
  created_at: Date
  user_id: string
  email: string
  name: string | null
  email_verified_at: Date | null
  tenant_id: string | null
  slug: string | null
  workspace_name: string | null
  role: Role | null
}

export async function createSession(session: {
  tokenHash: string
  userId: string
  deviceHash: string | null
  absoluteExpiresAt: Date
}): Promise<void> {
  const idleExpiresAt = new Date(Date.now() + IDLE_TIMEOUT_SECONDS * 1_000)
  await unscopedCall(
    'create_session',
    session.tokenHash,
    session.userId,
    session.deviceHash,
    idleExpiresAt,
    session.absoluteExpiresAt,
  )
}

/** Null for a wrong token, another device, or an end that has passed: the caller cannot tell which. */
export async function findSession(credential: {
  tokenHash: string
  deviceHash: string | null
}): Promise<Session | null> {
  const [row] = await unscopedCall<SessionRow>(
    'find_session',
    credential.tokenHash,
    credential.deviceHash,
    IDLE_TIMEOUT_SECONDS,
  )
  if (!row) return null
  const { tenant_id, slug, workspace_name, role } = row
  return {
    id: row.session_id,
    user: { id: row.user_id, email: row.email, name: row.name, emailVerifiedAt: row.email_verified_at },
    expires: row.idle_expires_at,
    createdAt: row.created_at,
    workspace:
      tenant_id && slug && workspace_name && role
        ? { tenant: unscopedTenantId(tenant_id), slug, name: workspace_name, role }
        : null,
  }
}

/** `tenantId` may be what a person chose: the statement itself checks that they belong there. */
export async function setActiveTenant(tokenHash: string, tenantId: string): Promise<TenantId> {
  const [row] = isUuid(tenantId)
    ? await unscopedCall<{ tenant_id: string }>('set_active_tenant', tokenHash, tenantId)
    : []
  if (!row) throw new NotFound('workspace')
  return unscopedTenantId(row.tenant_id)
}

/** Signing out. Fine if the session has gone already. */
export async function deleteSession(tokenHash: string): Promise<void> {
  await unscopedCall('delete_session', tokenHash)
}

/** Signing out everywhere; returns how many sessions ended. */
export async function deleteSessionsOfUser(userId: string): Promise<number> {
  return (await unscopedCall('delete_sessions_of_user', userId)).length
}
