import { Conflict, NotFound } from '../errors.ts'
import type { PasskeyKey } from './passkey-key.ts'
import { unscopedCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * The second factor of a person: passkeys, and recovery codes for a lost one. Hashes are SHA-256, lower-case hex. `userId`
 * from a session, never from a request.
 *
 *   listPasskeys(userId)                                 the oldest first
 *   createPasskey(userId, tokenHash, passkey, name)      this session has shown it; Conflict for one that is there, or an eleventh
 *   renamePasskey(userId, id, name)  deletePasskey(userId, id)   NotFound for another's
 *   showPasskey(...)  spendRecoveryCode(...)                the session's absolute end under its new token, or null
 *   replaceRecoveryCodes(userId, hashes)  countRecoveryCodes(userId)
 *   setChallenge(tokenHash, challenge)  takeChallenge(tokenHash)  once
 */

export interface Passkey extends PasskeyKey {
  id: string
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

interface PasskeyRow {
  id: string
  credential_id: string
  public_key: string
  counter: bigint
  name: string
  created_at: Date
  last_used_at: Date | null
}

export async function listPasskeys(userId: string): Promise<Passkey[]> {
  const rows = await unscopedCall<PasskeyRow>('list_passkeys', userId)
  return rows.map(({ id, name, ...row }) => ({
    ...{ id, name, credentialId: row.credential_id, publicKey: row.public_key, counter: Number(row.counter) },
    ...{ createdAt: row.created_at, lastUsedAt: row.last_used_at },
  }))
}

/** `name` at most 80 characters, for the person to tell them apart. */
export async function createPasskey(
  userId: string,
  tokenHash: string,
  { credentialId, publicKey, counter }: PasskeyKey,
  name: string,
): Promise<string> {
  const [row] = await unscopedCall<{ id: string }>(
    'create_passkey',
    userId,
    tokenHash,
    credentialId,
    publicKey,
    counter,
    name,
  )
  if (!row) throw new Conflict({ happened: 'This passkey is here already, or there are ten.' })
  return row.id
}

export async function renamePasskey(userId: string, id: string, name: string): Promise<void> {
  const renamed = isUuid(id) ? await unscopedCall('rename_passkey', userId, id, name) : []
  if (renamed.length === 0) throw new NotFound('passkey')
}

/** Its name. With the last one the recovery codes go too. */
export async function deletePasskey(userId: string, id: string): Promise<string> {
  const [row] = isUuid(id) ? await unscopedCall<{ name: string }>('delete_passkey', userId, id) : []
  if (!row) throw new NotFound('passkey')
  return row.name
}

/** A session and the token that takes the place of its present one. */
export interface Rotation {
  tokenHash: string
  newTokenHash: string
}

/** Null for a passkey that is not this person's, or whose counter did not move on. */
export async function showPasskey(
  userId: string,
  used: { credentialId: string; counter: number },
  { tokenHash, newTokenHash }: Rotation,
): Promise<Date | null> {
  const [row] = await unscopedCall<{ absolute_expires_at: Date }>(
    'use_passkey',
    userId,
    used.credentialId,
    used.counter,
    tokenHash,
    newTokenHash,
  )
  return row?.absolute_expires_at ?? null
}

/** Null for a code that is not there or was used; each works once, also for two at the same time. */
export async function spendRecoveryCode(
  userId: string,
  codeHash: string,
  { tokenHash, newTokenHash }: Rotation,
): Promise<{ expires: Date; unused: number } | null> {
  const [row] = await unscopedCall<{ absolute_expires_at: Date; unused: bigint }>(
    'use_recovery_code',
    userId,
    codeHash,
    tokenHash,
    newTokenHash,
  )
  return row ? { expires: row.absolute_expires_at, unused: Number(row.unused) } : null
}

/** Those of before are worthless from then on. Without a passkey there are none. */
export async function replaceRecoveryCodes(userId: string, hashes: readonly string[]): Promise<number> {
  const [row] = await unscopedCall<{ made: bigint }>('replace_recovery_codes', userId, hashes.join(','))
  return Number(row?.made ?? 0)
}

export async function countRecoveryCodes(userId: string): Promise<number> {
  const [row] = await unscopedCall<{ unused: bigint }>('count_recovery_codes', userId)
  return Number(row?.unused ?? 0)
}

export async function setChallenge(tokenHash: string, challenge: string): Promise<void> {
  await unscopedCall('set_challenge', tokenHash, challenge)
}

export async function takeChallenge(tokenHash: string): Promise<string | null> {
  const [row] = await unscopedCall<{ challenge: string }>('take_challenge', tokenHash)
  return row?.challenge ?? null
}
