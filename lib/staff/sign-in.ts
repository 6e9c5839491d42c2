import { cookies, headers } from 'next/headers'
import { z } from 'zod'
import { browserFamily } from '../auth/browser-family.ts'
import { notify } from '../auth/notices.ts'
import { hashToken, linkSchema, makeToken, tokenSchema } from '../auth/token.ts'
import {
  type CreationOptions,
  createdSchema,
  creationOptions,
  type RequestOptions,
  readCreated,
  readUsed,
  requestOptions,
  usedSchema,
} from '../auth/webauthn.ts'
import {
  beginStaffLink,
  createStaffLink,
  createStaffSession,
  deleteStaffSession,
  enrolStaff,
  findStaffLink,
  noteStaffRefusal,
  type StaffLink,
} from '../data/staff.ts'
import { normalizeEmail } from '../data/users.ts'
import { env } from '../env.ts'
import { Forbidden } from '../errors.ts'
import {
  STAFF_ASKED_COOKIE,
  STAFF_COOKIE,
  STAFF_COOKIE_OPTIONS,
  STAFF_DEVICE_COOKIE,
  STAFF_DEVICE_MAX_AGE_SECONDS,
  STAFF_LINK_MAX_AGE_SECONDS,
  STAFF_SESSION_MAX_AGE_SECONDS,
} from './cookies.ts'
import { passkeyEnrolledNotice, passkeyRefusedNotice, staffLinkMail, staffSignedInNotice } from './notices.ts'

/**
 * The way in for staff: a link by mail to the browser that asked, and a passkey. Both are used in one statement, so that
 * neither is worth anything alone. In route handlers only: cookies are set.
 *
 *   askForLink({ email })            says nothing of whether there is such an account
 *   beginSignIn / finishSignIn       challenge and answer; a refusal is on the record and told
 *   beginEnrolment / finishEnrolment with a link from the terminal
 *   endStaffSession()
 */

export const askSchema = z.strictObject({ email: z.email().max(254) })
export const beginSchema = linkSchema
export const finishSignInSchema = z.strictObject({ token: tokenSchema, answer: usedSchema })
export const finishEnrolmentSchema = z.strictObject({ token: tokenSchema, answer: createdSchema })

export async function askForLink({ email }: z.infer<typeof askSchema>): Promise<void> {
  const jar = await cookies()
  const asked = jar.get(STAFF_ASKED_COOKIE)?.value ?? makeToken()
  jar.set(STAFF_ASKED_COOKIE, asked, { ...STAFF_COOKIE_OPTIONS, maxAge: STAFF_LINK_MAX_AGE_SECONDS })
  const link = makeToken()
  const to = await createStaffLink(normalizeEmail(email), {
    tokenHash: hashToken(link),
    browserHash: hashToken(asked),
    expiresAt: new Date(Date.now() + STAFF_LINK_MAX_AGE_SECONDS * 1_000),
  })
  // Behind the answer: the time of sending must not tell who is on staff.
  if (to) notify(staffLinkMail(to, `${env().url}/staff/confirm?${new URLSearchParams({ token: link })}`))
}

export async function beginSignIn({ token }: z.infer<typeof beginSchema>): Promise<RequestOptions> {
  const link = await signInLink(token)
  // The challenge goes into the link's row before anybody's passkeys come out of it.
  const blank = await requestOptions([])
  const found = link && (await beginStaffLink(link, blank.challenge))
  if (!found) throw new Forbidden(NO_LINK)
  return { ...blank, allowCredentials: found.credentialIds.map((id) => ({ id, type: 'public-key' as const })) }
}

export async function finishSignIn({ token, answer }: z.infer<typeof finishSignInSchema>): Promise<void> {
  const link = await signInLink(token)
  const found = link && (await findStaffLink(link, answer.id))
  if (!link || !found) throw new Forbidden(NO_LINK)
  const counter = found.passkey && (await readUsed(answer, found.challenge, found.passkey))
  const jar = await cookies()
  const [session, device] = [makeToken(), jar.get(STAFF_DEVICE_COOKIE)?.value ?? makeToken()]
  const browser = browserFamily((await headers()).get('user-agent'))
  const begun =
    counter !== null &&
    (await createStaffSession({
      ...{ link, challenge: found.challenge, credentialId: answer.id, counter },
      session: {
        ...{ tokenHash: hashToken(session), deviceHash: hashToken(device), browser },
        expiresAt: new Date(Date.now() + STAFF_SESSION_MAX_AGE_SECONDS * 1_000),
      },
    }))
  if (!begun) return refuse(link)
  await endStaffSession()
  jar.set(STAFF_DEVICE_COOKIE, device, { ...STAFF_COOKIE_OPTIONS, maxAge: STAFF_DEVICE_MAX_AGE_SECONDS })
  jar.set(STAFF_COOKIE, session, { ...STAFF_COOKIE_OPTIONS, maxAge: STAFF_SESSION_MAX_AGE_SECONDS })
  notify(staffSignedInNotice(begun.email, browser))
}

export async function beginEnrolment({ token }: z.infer<typeof beginSchema>): Promise<CreationOptions> {
  const link = enrolmentLink(token)
  const { challenge } = await requestOptions([])
  const found = await beginStaffLink(link, challenge)
  if (!found) throw new Forbidden(NO_ENROLMENT)
  const options = await creationOptions({ id: found.staffId, email: found.email, name: found.name }, [])
  return { ...options, challenge }
}

export async function finishEnrolment({ token, answer }: z.infer<typeof finishEnrolmentSchema>): Promise<void> {
  const link = enrolmentLink(token)
  const found = await findStaffLink(link, answer.id)
  if (!found) throw new Forbidden(NO_ENROLMENT)
  const passkey = await readCreated(answer, found.challenge)
  if (!passkey) return refuse(link)
  const email = await enrolStaff(link.tokenHash, found.challenge, passkey)
  if (!email) throw new Forbidden(NO_ENROLMENT)
  notify(passkeyEnrolledNotice(email))
}

export async function endStaffSession(): Promise<void> {
  const jar = await cookies()
  const present = jar.get(STAFF_COOKIE)?.value
  if (!present) return
  await deleteStaffSession(hashToken(present))
  jar.set(STAFF_COOKIE, '', { ...STAFF_COOKIE_OPTIONS, maxAge: 0 })
}

async function refuse(link: StaffLink): Promise<never> {
  const email = await noteStaffRefusal(link.tokenHash)
  if (email) notify(passkeyRefusedNotice(email))
  throw new Forbidden(NO_PASSKEY)
}

const enrolmentLink = (token: string): StaffLink => ({ tokenHash: hashToken(token), browserHash: null, kind: 'enrol' })

async function signInLink(token: string): Promise<StaffLink | null> {
  const asked = (await cookies()).get(STAFF_ASKED_COOKIE)?.value
  return asked ? { tokenHash: hashToken(token), browserHash: hashToken(asked), kind: 'sign_in' } : null
}

const NO_LINK = {
  happened: 'This link cannot be used here.',
  kept: 'Nobody is signed in.',
  todo: 'It works once, for 10 minutes, in the browser that asked for it. Ask for a new one.',
}
const NO_ENROLMENT = {
  happened: 'This link cannot be used.',
  kept: 'No passkey was enrolled.',
  todo: 'It works once, for 24 hours. An admin makes a new one on the terminal.',
}
const NO_PASSKEY = {
  happened: 'That passkey does not fit.',
  kept: 'Nothing was changed. The attempt is on the record.',
  todo: 'Try again with the passkey of this account.',
}
