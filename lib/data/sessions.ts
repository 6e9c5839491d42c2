import { NotFound } from '../errors.ts'
import type { Role } from './generated/enums.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import type { User } from './users.ts'
import { isUuid } from './uuid.ts'

/**
 * Sessions: a cookie's hash, a person, the browser it was made for, the workspace they are in. Hashes are SHA-256,
 * lower-case hex.
 *
 *   createSession({ tokenHash, userId, deviceHash, browser, absoluteExpiresAt })   begins where they last were
 *   findSession({ tokenHash, deviceHash })      Session or null; moves the idle end
 *   endStolenSession({ tokenHash, deviceHash }) what was ended because another browser showed its cookie, or null
 *   setActiveTenant(tokenHash, tenantId)        TenantId; NotFound unless the person is a member there
 *   rotateSession(tokenHash, newTokenHash)      its absolute end; NotFound where it has gone
 *   listSessions(userId)  deleteSessionOfUser(userId, sessionId)  deleteOtherSessions(userId, keptSessionId)
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
  /** When the person last proved to be it: by a link, or at a provider. */
  authenticatedAt: Date
  /** What the person still has to show before anything opens: a passkey of theirs, or one that the workspace wants them to make. */
  wanted: 'ask' | 'enrol' | 'none'
  /** Begun at the identity provider of its workspace: it reaches nothing else of the person. */
  bound: boolean
  /** Null until a workspace is chosen, and after the person was removed from the one chosen. */
  workspace: { tenant: TenantId; slug: string; name: string; role: Role } | null
}

interface SessionRow {
  session_id: string
  idle_expires_at: Date
  created_at: Date
  authenticated_at: Date
  user_id: string
  email: string
  name: string | null
  email_verified_at: Date | null
  tenant_id: string | null
  slug: string | null
  workspace_name: string | null
  role: Role | null
  wanted: 'ask' | 'enrol' | 'none'
  bound: boolean
}

/** What a page of sessions shows of one. */
export interface SessionView {
  id: string
  browser: string
  createdAt: Date
  lastSeenAt: Date
}

/** `newDevice`: this person never signed in from this browser; `firstDevice`: nor from any other. */
export interface CreatedSession {
  newDevice: boolean
  firstDevice: boolean
}

/** `browser` in our own words, at most 60 characters. */
export async function createSession(session: {
  tokenHash: string
  userId: string
  deviceHash: string
  browser: string
  absoluteExpiresAt: Date
}): Promise<CreatedSession> {
  const idleExpiresAt = new Date(Date.now() + IDLE_TIMEOUT_SECONDS * 1_000)
  const [row] = await unscopedCall<{ new_device: boolean; first_device: boolean }>(
    'create_session',
    session.tokenHash,
    session.userId,
    session.deviceHash,
    session.browser,
    idleExpiresAt,
    session.absoluteExpiresAt,
  )
  return { newDevice: row?.new_device ?? true, firstDevice: row?.first_device ?? true }
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
    authenticatedAt: row.authenticated_at,
    wanted: row.wanted,
    bound: row.bound,
    workspace:
      tenant_id && slug && workspace_name && role
        ? { tenant: unscopedTenantId(tenant_id), slug, name: workspace_name, role }
        : null,
  }
}

/**
 * For a cookie that `findSession` refused. Where it belongs to a living session of another browser, that session ends
 * here and what is needed to tell its person comes back; null for any other cookie.
 */
export async function endStolenSession(credential: {
  tokenHash: string
  deviceHash: string | null
}): Promise<{ email: string; browser: string; createdAt: Date } | null> {
  const [row] = await unscopedCall<{ email: string; browser: string; created_at: Date }>(
    'end_stolen_session',
    credential.tokenHash,
    credential.deviceHash,
  )
  return row ? { email: row.email, browser: row.browser, createdAt: row.created_at } : null
}

/** `tenantId` may be what a person chose: the statement itself checks that they belong there. */
export async function setActiveTenant(tokenHash: string, tenantId: string): Promise<TenantId> {
  const [row] = isUuid(tenantId)
    ? await unscopedCall<{ tenant_id: string }>('set_active_tenant', tokenHash, tenantId)
    : []
  if (!row) throw new NotFound('workspace')
  return unscopedTenantId(row.tenant_id)
}

/** After a change of what a session may do. The old token opens nothing from then on. */
export async function rotateSession(tokenHash: string, newTokenHash: string): Promise<Date> {
  const [row] = await unscopedCall<{ absolute_expires_at: Date }>('rotate_session', tokenHash, newTokenHash)
  if (!row) throw new NotFound('session')
  return row.absolute_expires_at
}

/** Living ones, the last used first. */
export async function listSessions(userId: string): Promise<SessionView[]> {
  const rows = await unscopedCall<{ id: string; browser: string; created_at: Date; last_seen_at: Date }>(
    'list_sessions',
    userId,
  )
  return rows.map(({ id, browser, created_at, last_seen_at }) => ({
    id,
    browser,
    createdAt: created_at,
    lastSeenAt: last_seen_at,
  }))
}

/** NotFound for another's session, as for none. */
export async function deleteSessionOfUser(userId: string, sessionId: string): Promise<void> {
  const ended = isUuid(sessionId) ? await unscopedCall('delete_session_of_user', userId, sessionId) : []
  if (ended.length === 0) throw new NotFound('session')
}

/** Returns how many ended. */
export async function deleteOtherSessions(userId: string, keptSessionId: string): Promise<number> {
  return (await unscopedCall('delete_other_sessions', userId, keptSessionId)).length
}

/** Signing out. Fine if the session has gone already. */
export async function deleteSession(tokenHash: string): Promise<void> {
  await unscopedCall('delete_session', tokenHash)
}

/** Signing out everywhere; returns how many sessions ended. */
export async function deleteSessionsOfUser(userId: string): Promise<number> {
  return (await unscopedCall('delete_sessions_of_user', userId)).length
}
