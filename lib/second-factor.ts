import { randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { COOKIE_OPTIONS, SESSION_COOKIE } from './auth/cookies.ts'
import { notify } from './auth/notices.ts'
import {
  passkeyAddedNotice,
  passkeyRemovedNotice,
  recoveryCodesNotice,
  recoveryUsedNotice,
} from './auth/passkey-notices.ts'
import { hashToken, makeToken } from './auth/token.ts'
import {
  type CreationOptions,
  createdSchema,
  creationOptions,
  type RequestOptions,
  readCreated,
  readUsed,
  requestOptions,
  usedSchema,
} from './auth/webauthn.ts'
import {
  countRecoveryCodes,
  createPasskey,
  deletePasskey,
  listPasskeys,
  renamePasskey,
  replaceRecoveryCodes,
  setChallenge,
  showPasskey,
  spendRecoveryCode,
  takeChallenge,
} from './data/passkeys.ts'
import { Forbidden } from './errors.ts'
import { log } from './log.ts'

/**
 * The second factor of a person. In route handlers only: showing one changes the session's token.
 *
 *   passkeysOf(person)                       for the account page
 *   beginEnrolment / finishEnrolment         the first one comes with recovery codes, shown once
 *   beginAsking / finishAsking               shows a passkey: the session is whole, and fresh
 *   recover(person, { code })                shows a recovery code in its place
 *   renewRecoveryCodes(person)  rename(...)  remove(...)
 */

/** Whoever the session says; whole or half. */
export interface Person {
  userId: string
  email: string
  name: string | null
}

export const nameSchema = z.strictObject({ name: z.string().trim().min(1).max(80) })
export const finishEnrolmentSchema = nameSchema.extend({ answer: createdSchema })
export const finishAskingSchema = z.strictObject({ answer: usedSchema })
export const recoverSchema = z.strictObject({ code: z.string().max(60) })

const CODES = 10
/** 120 random bits each: enough for a plain hash (ASVS 5.0, 6.5.2), and short enough to write down. */
const CODE_BYTES = 15

export async function passkeysOf({ userId }: Person) {
  const [passkeys, unusedCodes] = await Promise.all([listPasskeys(userId), countRecoveryCodes(userId)])
  return {
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt })),
    unusedCodes,
  }
}

export async function beginEnrolment(person: Person): Promise<CreationOptions> {
  const known = (await listPasskeys(person.userId)).map(({ credentialId }) => credentialId)
  const options = await creationOptions({ ...person, id: person.userId }, known)
  await setChallenge(await presentHash(), options.challenge)
  return options
}

/** The recovery codes where this is the first passkey, else none. */
export async function finishEnrolment(
  person: Person,
  { answer, name }: z.infer<typeof finishEnrolmentSchema>,
): Promise<{ recoveryCodes: string[] }> {
  const tokenHash = await presentHash()
  const challenge = await takeChallenge(tokenHash)
  const passkey = challenge && (await readCreated(answer, challenge))
  if (!passkey) throw new Forbidden(NO_PASSKEY)
  const first = (await listPasskeys(person.userId)).length === 0
  await createPasskey(person.userId, tokenHash, passkey, name)
  notify(passkeyAddedNotice(person.email, name))
  return { recoveryCodes: first ? await makeCodes(person.userId) : [] }
}

export async function beginAsking({ userId }: Person): Promise<RequestOptions> {
  const options = await requestOptions((await listPasskeys(userId)).map(({ credentialId }) => credentialId))
  await setChallenge(await presentHash(), options.challenge)
  return options
}

export async function finishAsking({ userId }: Person, { answer }: z.infer<typeof finishAskingSchema>): Promise<void> {
  const tokenHash = await presentHash()
  const challenge = await takeChallenge(tokenHash)
  const passkey = (await listPasskeys(userId)).find(({ credentialId }) => credentialId === answer.id)
  const counter = challenge && passkey ? await readUsed(answer, challenge, passkey) : null
  if (counter === null) throw new Forbidden(NO_PASSKEY)
  const token = makeToken()
  const rotation = { tokenHash, newTokenHash: hashToken(token) }
  const expires = await showPasskey(userId, { credentialId: answer.id, counter }, rotation)
  if (!expires) throw new Forbidden(NO_PASSKEY)
  await carry(token, expires)
}

export async function recover(person: Person, { code }: z.infer<typeof recoverSchema>): Promise<void> {
  const token = makeToken()
  const rotation = { tokenHash: await presentHash(), newTokenHash: hashToken(token) }
  const used = await spendRecoveryCode(person.userId, codeHash(person.userId, code), rotation)
  if (!used) throw new Forbidden(NO_CODE)
  await carry(token, used.expires)
  notify(recoveryUsedNotice(person.email, used.unused))
}

export async function renewRecoveryCodes(person: Person): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = await makeCodes(person.userId)
  if (recoveryCodes.length > 0) notify(recoveryCodesNotice(person.email))
  return { recoveryCodes }
}

export async function rename({ userId }: Person, id: string, { name }: z.infer<typeof nameSchema>): Promise<void> {
  await renamePasskey(userId, id, name)
}

export async function remove({ userId, email }: Person, id: string): Promise<void> {
  notify(passkeyRemovedNotice(email, await deletePasskey(userId, id)))
}

async function makeCodes(userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, makeCode)
  const made = await replaceRecoveryCodes(
    userId,
    codes.map((code) => codeHash(userId, code)),
  )
  return made === CODES ? codes : []
}

/** Twenty-four letters and digits in fours, none that look alike (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
function makeCode(): string {
  const bits = [...randomBytes(CODE_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const signs = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)])
  return (signs.join('').match(/.{4}/g) ?? []).join('-')
}

/** As typed: case, spaces and hyphens do not matter. The person is part of it, so equal codes of two people differ. */
function codeHash(userId: string, code: string): string {
  return hashToken(`${userId}.${code.toLowerCase().replace(/[^0-9a-z]/g, '')}`)
}

async function presentHash(): Promise<string> {
  return hashToken((await cookies()).get(SESSION_COOKIE)?.value ?? '')
}

async function carry(token: string, expires: Date): Promise<void> {
  log.info('second factor shown')
  ;(await cookies()).set(SESSION_COOKIE, token, { ...COOKIE_OPTIONS, expires })
}

const NO_PASSKEY = {
  happened: 'That passkey does not fit.',
  kept: 'Nothing was changed.',
  todo: 'Try again with a passkey of this account.',
}
const NO_CODE = {
  happened: 'That recovery code does not fit, or was used.',
  kept: 'Nothing was changed.',
  todo: 'Take another of your codes, or use your passkey.',
}
