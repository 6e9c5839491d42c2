import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { notify } from '../auth/notices.ts'
import { hashToken } from '../auth/token.ts'
import { endStolenStaffSession, findStaffSession, type StaffSession } from '../data/staff.ts'
import { STAFF_COOKIE, STAFF_DEVICE_COOKIE } from './cookies.ts'
import { stolenStaffSessionNotice } from './notices.ts'
import { type StaffPermission, staffCan } from './permissions.ts'

/**
 * Who of the operator's staff is asking. Comes from the session and its rows only; it names no tenant and gives none.
 *
 *   findStaff()                 null without a live session of this browser
 *   requireStaff(permission)    for pages: off to sign in without one, and as if there were no such page without the right
 */

export type Staff = StaffSession

/** Read once per request. */
export const findStaff = cache(async (): Promise<Staff | null> => {
  const jar = await cookies()
  const token = jar.get(STAFF_COOKIE)?.value
  if (!token) return null
  const credential = { tokenHash: hashToken(token), deviceHash: hashToken(jar.get(STAFF_DEVICE_COOKIE)?.value ?? '') }
  const session = await findStaffSession(credential)
  if (session) return session
  const stolen = await endStolenStaffSession(credential)
  if (stolen) notify(stolenStaffSessionNotice(stolen.email, stolen))
  return null
})

export async function requireStaff(permission: StaffPermission = 'area:open'): Promise<Staff> {
  const staff = await findStaff()
  if (!staff) redirect('/staff/sign-in')
  if (!staffCan(staff.role, permission)) notFound()
  return staff
}
