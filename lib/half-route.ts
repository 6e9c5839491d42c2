import { Forbidden, FreshSignInRequired, NotFound } from './errors.ts'
import { limitAccount, limitRequest } from './rate-limits.ts'
import { answerError, logRefusal, problem } from './route.ts'
import { isSameOrigin } from './same-origin.ts'
import type { Person } from './second-factor.ts'
import { findHalfMember, findMember, type HalfMember, isFresh } from './session.ts'

/**
 * Routes for who has signed in and still has to show a second factor, or to make one. They open nothing else.
 *
 *   askedRoute(handle)     a passkey is shown: by who is half in, or by who is in and proves to be there still
 *   enrolRoute(handle)     a first passkey is made because the workspace wants one; wants a fresh sign-in
 */

type Handle = (person: Person, request: Request) => Promise<Response>

export function askedRoute(handle: Handle) {
  return halfRoute(handle, async () => {
    const half = await findHalfMember()
    return half ? (half.wanted === 'ask' ? half : null) : await findMember()
  })
}

export function enrolRoute(handle: Handle) {
  return halfRoute(handle, async () => {
    const half = await findHalfMember()
    if (half?.wanted !== 'enrol') return null
    if (!isFresh(half)) throw new FreshSignInRequired()
    return half
  })
}

function halfRoute(handle: Handle, find: () => Promise<HalfMember | Person | null>) {
  return async (request: Request): Promise<Response> => {
    try {
      await limitRequest('sign_in', request)
      if (!isSameOrigin(request)) throw new Forbidden(FOREIGN_PAGE)
      const person = await find()
      if (!person) return problem(401, new NotFound('sign-in', NOT_ASKED).parts)
      // A recovery code has 120 bits: sixty tries a minute are no way to guess one.
      await limitAccount('sign_in', person.userId)
      return await handle(person, request)
    } catch (error) {
      logRefusal(error, { door: 'sign_in', permission: 'second-factor' })
      return answerError(error)
    }
  }
}

const FOREIGN_PAGE = { happened: 'This request came from another site.', todo: 'Use the pages of this Lethe.' }
const NOT_ASKED = { happened: 'Nobody is being asked for a second factor here.', todo: 'Sign in first.' }
