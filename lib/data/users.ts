import { Conflict, NotFound } from '../errors.ts'
import { unscopedCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * People, before and beside any workspace. Colleagues in a workspace: memberships.ts.
 *
 *   findUser(id)  getUser(id)  findUserByEmail(email)  findUserByAccount(issuer, subject)     null or User (get throws)
 *   getOrCreateUser(email, name?)  markEmailVerified(id)  renameUser(id, name)                User
 *   createUserWithAccount({ email, name, issuer, subject })      User, or null where either is somebody's already
 *   linkAccount(userId, issuer, subject)                         Conflict if another's
 *   listAccounts(userId)  unlinkAccount(userId, accountId)       accounts at providers; unlink returns the issuer
 */

export interface User {
  id: string
  /** Lower case. */
  email: string
  name: string | null
  emailVerifiedAt: Date | null
}

interface UserRow {
  id: string
  email: string
  name: string | null
  email_verified_at: Date | null
}

export async function findUser(id: string): Promise<User | null> {
  return isUuid(id) ? first(await unscopedCall<UserRow>('find_user', id)) : null
}

export async function getUser(id: string): Promise<User> {
  return existing(await findUser(id))
}

export async function findUserByEmail(email: string): Promise<User | null> {
  return first(await unscopedCall<UserRow>('find_user_by_email', normalizeEmail(email)))
}

/** `issuer` is the URL of an OIDC issuer or the provider's id; `subject` the person's id there. */
export async function findUserByAccount(issuer: string, subject: string): Promise<User | null> {
  return first(await unscopedCall<UserRow>('find_user_by_account', issuer, subject))
}

/** Safe when two requests come together. An existing person's name stays. */
export async function getOrCreateUser(email: string, name: string | null = null): Promise<User> {
  return existing(first(await unscopedCall<UserRow>('get_or_create_user', normalizeEmail(email), name)))
}

/** Keeps the first time. */
export async function markEmailVerified(id: string): Promise<User> {
  return existing(isUuid(id) ? first(await unscopedCall<UserRow>('mark_email_verified', id)) : null)
}

export async function renameUser(id: string, name: string | null): Promise<User> {
  return existing(isUuid(id) ? first(await unscopedCall<UserRow>('rename_user', id, name)) : null)
}

/** Linking twice is fine; an account that is another person's stays theirs. */
export async function linkAccount(userId: string, issuer: string, subject: string): Promise<void> {
  const linked = await unscopedCall('link_account', userId, issuer, subject)
  if (linked.length === 0) throw new Conflict({ happened: 'This account belongs to another person here.' })
}

/**
 * For who comes from a provider and is new here. Never links to a person that exists: an address or an account that is
 * taken, even in the same moment, gives null.
 */
export async function createUserWithAccount(given: {
  email: string
  name: string | null
  issuer: string
  subject: string
}): Promise<User | null> {
  const { email, name, issuer, subject } = given
  return first(await unscopedCall<UserRow>('create_user_with_account', normalizeEmail(email), name, issuer, subject))
}

export interface Account {
  id: string
  issuer: string
  createdAt: Date
}

/** The oldest first. What the person is called there is not answered: nobody needs to see it. */
export async function listAccounts(userId: string): Promise<Account[]> {
  const rows = await unscopedCall<{ id: string; issuer: string; created_at: Date }>('list_accounts', userId)
  return rows.map(({ id, issuer, created_at }) => ({ id, issuer, createdAt: created_at }))
}

/** NotFound for another's account, as for none. */
export async function unlinkAccount(userId: string, accountId: string): Promise<string> {
  const [row] = isUuid(accountId) ? await unscopedCall<{ issuer: string }>('unlink_account', userId, accountId) : []
  if (!row) throw new NotFound('connection')
  return row.issuer
}

/** The form in which addresses are stored and compared. */
export function normalizeEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

function first([row]: UserRow[]): User | null {
  return row ? { id: row.id, email: row.email, name: row.name, emailVerifiedAt: row.email_verified_at } : null
}

function existing(user: User | null): User {
  if (!user) throw new NotFound('person')
  return user
}
