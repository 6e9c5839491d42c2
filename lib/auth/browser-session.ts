import { cookies, headers } from 'next/headers'
import {
  createSession,
  deleteSession,
  endStolenSession,
  findSession,
  rotateSession,
  type Session,
} from '../data/sessions.ts'
import { createBoundSession } from '../data/sso-connections.ts'
import type { TenantId } from '../data/unscoped.ts'
import { log } from '../log.ts'
import { browserFamily } from './browser-family.ts'
import { COOKIE_OPTIONS, DEVICE_COOKIE, DEVICE_MAX_AGE_SECONDS, SESSION_COOKIE } from './cookies.ts'
import { newDeviceNotice, notify, stolenSessionNotice } from './notices.ts'
import { hashToken, makeToken } from './token.ts'

/**
 * The session of the browser that is asking. Two cookies carry it: the session's own, and a second one that stays in the
 * browser (the device). Either alone opens nothing.
 *
 *   readSession(token)                  Session or null; ends one whose cookie came from another browser
 *   openSession({ ... })                writes the row and the device cookie; next-auth writes the session cookie
 *   openBoundSession({ ... })           the same, for the workspace of an identity provider alone
 *   endPresentSession()                 before another begins, so that none lives on beside it
 *   rotatePresentSession()              another token, after what the session may do has changed
 */

/** The session of a raw token, if it lives and this browser holds the device cookie that it was made for. */
export async function readSession(sessionToken: string): Promise<Session | null> {
  const device = (await cookies()).get(DEVICE_COOKIE)?.value
  const credential = { tokenHash: hashToken(sessionToken), deviceHash: device ? hashToken(device) : null }
  const session = await findSession(credential)
  if (session) return session
  const stolen = await endStolenSession(credential)
  if (stolen) log.warn('session refused', { rule: 'other_browser' })
  if (stolen) notify(stolenSessionNotice(stolen.email, stolen))
  return null
}

/** In a route handler only: it sets the device cookie where the browser has none, and tells of a browser that is new. */
export async function openSession(person: {
  sessionToken: string
  userId: string
  email: string
  expires: Date
}): Promise<void> {
  const { device, browser } = await presentBrowser()
  const { newDevice, firstDevice } = await createSession({
    tokenHash: hashToken(person.sessionToken),
    userId: person.userId,
    deviceHash: hashToken(device),
    browser,
    absoluteExpiresAt: person.expires,
  })
  log.info('signed in', { user: person.userId, by: 'link_or_provider' })
  if (newDevice && !firstDevice) notify(newDeviceNotice(person.email, browser))
}

/** The same for one workspace alone, which vouches for the person. False where they do not belong there. */
export async function openBoundSession(person: {
  sessionToken: string
  userId: string
  email: string
  expires: Date
  tenant: TenantId
}): Promise<boolean> {
  const { device, browser } = await presentBrowser()
  const made = await createBoundSession({
    ...{ tokenHash: hashToken(person.sessionToken), userId: person.userId, deviceHash: hashToken(device), browser },
    ...{ absoluteExpiresAt: person.expires, tenant: person.tenant },
  })
  if (made) log.info('signed in', { user: person.userId, by: 'sso' })
  if (made?.newDevice && !made.firstDevice) notify(newDeviceNotice(person.email, browser))
  return made !== null
}

/** Its device cookie, set where there was none, and what it is called. */
async function presentBrowser(): Promise<{ device: string; browser: string }> {
  const jar = await cookies()
  const device = jar.get(DEVICE_COOKIE)?.value ?? makeToken()
  jar.set(DEVICE_COOKIE, device, { ...COOKIE_OPTIONS, maxAge: DEVICE_MAX_AGE_SECONDS })
  return { device, browser: browserFamily((await headers()).get('user-agent')) }
}

export async function endPresentSession(): Promise<void> {
  const present = (await cookies()).get(SESSION_COOKIE)?.value
  if (present) await deleteSession(hashToken(present))
}

/** In a route handler only. What this browser sent until now is worthless from here on, also to whoever copied it. */
export async function rotatePresentSession(): Promise<void> {
  const jar = await cookies()
  const present = jar.get(SESSION_COOKIE)?.value
  if (!present) return
  const token = makeToken()
  const expires = await rotateSession(hashToken(present), hashToken(token))
  jar.set(SESSION_COOKIE, token, { ...COOKIE_OPTIONS, expires })
}
