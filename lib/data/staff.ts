import type { PasskeyKey } from './passkey-key.ts'
import { unscopedStaffCall } from './unscoped.ts'

/**
 * The operator's staff: ways in, sessions, and the chain of what they did. Everything by functions of schema `staff` under a
 * role of its own. Hashes are SHA-256, lower-case hex. Accounts are made on the terminal only (ops/staff.ts).
 *
 *   createStaffLink(email, ...)            the address a link goes to, or null: nobody's, closed, or without a passkey
 *   beginStaffLink(link, challenge)        whose link it is, and their passkeys; null for one that is of no use
 *   findStaffLink(link, credentialId)      what an authenticator's answer is checked against
 *   enrolStaff(link, challenge, passkey)   uses the link up; the passkeys of before go
 *   createStaffSession({ ... })            uses link and passkey up together, or neither: null
 *   noteStaffRefusal(tokenHash)            the address to tell
 *   findStaffSession(credential)  endStolenStaffSession(credential)  deleteStaffSession(tokenHash)
 *   recordStaffAct(staffId, act)  listStaffEvents(...)  readStaffChain(...)  listStaff(staffId)
 */

export const STAFF_ROLES = ['admin', 'security', 'desk'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** Without use a session ends after this; after eight hours in any case. */
export const STAFF_IDLE_SECONDS = 20 * 60

export interface StaffLink {
  tokenHash: string
  browserHash: string | null
  kind: 'enrol' | 'sign_in'
}

export interface StaffSession {
  sessionId: string
  staffId: string
  email: string
  name: string
  role: StaffRole
  createdAt: Date
}

export async function createStaffLink(
  email: string,
  link: { tokenHash: string; browserHash: string; expiresAt: Date },
): Promise<string | null> {
  const [row] = await unscopedStaffCall<{ email: string }>(
    'create_sign_in_link',
    email,
    link.tokenHash,
    link.browserHash,
    link.expiresAt,
  )
  return row?.email ?? null
}

export async function beginStaffLink(link: StaffLink, challenge: string) {
  const [row] = await unscopedStaffCall<{ staff_id: string; email: string; name: string; credential_ids: string[] }>(
    'begin_link',
    link.tokenHash,
    link.browserHash,
    link.kind,
    challenge,
  )
  return row ? { staffId: row.staff_id, email: row.email, name: row.name, credentialIds: row.credential_ids } : null
}

interface LinkRow {
  staff_id: string
  challenge: string
  public_key: string | null
  counter: bigint | null
}

export async function findStaffLink(
  link: StaffLink,
  credentialId: string,
): Promise<{ challenge: string; passkey: PasskeyKey | null } | null> {
  const [row] = await unscopedStaffCall<LinkRow>('find_link', link.tokenHash, link.browserHash, link.kind, credentialId)
  if (!row) return null
  const { challenge, public_key: publicKey, counter } = row
  return { challenge, passkey: publicKey === null ? null : { credentialId, publicKey, counter: Number(counter) } }
}

/** The account's address, or null where the link has gone meanwhile. */
export async function enrolStaff(tokenHash: string, challenge: string, passkey: PasskeyKey): Promise<string | null> {
  const { credentialId, publicKey, counter } = passkey
  const [row] = await unscopedStaffCall<{ email: string }>(
    'enrol',
    tokenHash,
    challenge,
    credentialId,
    publicKey,
    counter,
  )
  return row?.email ?? null
}

export async function createStaffSession(given: {
  link: StaffLink
  challenge: string
  credentialId: string
  counter: number
  session: { tokenHash: string; deviceHash: string; browser: string; expiresAt: Date }
}): Promise<{ staffId: string; email: string } | null> {
  const { link, session } = given
  const [row] = await unscopedStaffCall<{ staff_id: string; email: string }>(
    'create_session',
    link.tokenHash,
    link.browserHash,
    given.challenge,
    given.credentialId,
    given.counter,
    session.tokenHash,
    session.deviceHash,
    session.browser,
    session.expiresAt,
  )
  return row ? { staffId: row.staff_id, email: row.email } : null
}

export async function noteStaffRefusal(tokenHash: string): Promise<string | null> {
  const [row] = await unscopedStaffCall<{ email: string }>('note_refusal', tokenHash)
  return row?.email ?? null
}

interface SessionRow {
  session_id: string
  staff_id: string
  email: string
  name: string
  role: StaffRole
  created_at: Date
}

export async function findStaffSession(credential: {
  tokenHash: string
  deviceHash: string
}): Promise<StaffSession | null> {
  const { tokenHash, deviceHash } = credential
  const [row] = await unscopedStaffCall<SessionRow>('find_session', tokenHash, deviceHash, STAFF_IDLE_SECONDS)
  if (!row) return null
  const { email, name, role } = row
  return { sessionId: row.session_id, staffId: row.staff_id, email, name, role, createdAt: row.created_at }
}

export async function endStolenStaffSession(credential: {
  tokenHash: string
  deviceHash: string
}): Promise<{ email: string; browser: string; createdAt: Date } | null> {
  const [row] = await unscopedStaffCall<{ email: string; browser: string; created_at: Date }>(
    'end_stolen_session',
    credential.tokenHash,
    credential.deviceHash,
  )
  return row ? { email: row.email, browser: row.browser, createdAt: row.created_at } : null
}

export async function deleteStaffSession(tokenHash: string): Promise<void> {
  await unscopedStaffCall('delete_session', tokenHash)
}

/** `action` like `breach.opened`. What changes data by a function of schema staff is recorded there, in one statement. */
export async function recordStaffAct(
  staffId: string,
  { action, subject = null, detail = {} }: { action: string; subject?: string | null; detail?: object },
): Promise<void> {
  await unscopedStaffCall('record', staffId, action, subject, JSON.stringify(detail))
}

export interface StaffEvent {
  seq: number
  at: Date
  action: string
  /** JSON text: actor, subject, detail. */
  detail: string
}

/** Newest first, before place `before` (0: from the end). Forbidden to all but admins, by the database too. */
export async function listStaffEvents(staffId: string, before: number, limit: number): Promise<StaffEvent[]> {
  const rows = await unscopedStaffCall<Omit<StaffEvent, 'seq'> & { seq: bigint }>('list_events', staffId, before, limit)
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

export interface StaffChainRow extends StaffEvent {
  detailHash: string
  prevHash: string
  hash: string
  salt: string
}

export async function readStaffChain(staffId: string, after: number, limit: number): Promise<StaffChainRow[]> {
  const rows = await unscopedStaffCall<
    Omit<StaffEvent, 'seq'> & { seq: bigint; detail_hash: string; prev_hash: string; hash: string; salt: string }
  >('read_chain', staffId, after, limit)
  return rows.map(({ seq, detail_hash: detailHash, prev_hash: prevHash, ...row }) => ({
    ...row,
    seq: Number(seq),
    detailHash,
    prevHash,
  }))
}

export interface Colleague {
  id: string
  email: string
  name: string
  role: StaffRole
  disabled: boolean
}

export async function listStaff(staffId: string): Promise<Colleague[]> {
  return unscopedStaffCall<Colleague>('list_accounts', staffId)
}
