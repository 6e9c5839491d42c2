import { Forbidden } from '../errors.ts'
import { limitAccount, limitRequest } from '../rate-limits.ts'
import { answerError, logRefusal, problem, type RouteContext } from '../route.ts'
import { isSameOrigin } from '../same-origin.ts'
import { type StaffPermission, staffCan } from './permissions.ts'
import { findStaff, type Staff } from './session.ts'

interface StaffRequest {
  staff: Staff
  request: Request
  params: Record<string, string>
}

/** The one wrapper of API routes for staff: not too often (429), who (401), from our pages (403), may they (403). */
export function staffRoute(permission: StaffPermission, handle: (asked: StaffRequest) => Promise<Response>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      await limitRequest('api', request)
      const staff = await findStaff()
      if (!staff) return problem(401, NO_SESSION)
      if (request.method !== 'GET' && !isSameOrigin(request)) throw new Forbidden(FOREIGN_PAGE)
      if (!staffCan(staff.role, permission)) throw new Forbidden(NOT_YOURS)
      await limitAccount('api', staff.staffId)
      return await handle({ staff, request, params: await context.params })
    } catch (error) {
      logRefusal(error, { door: 'staff', permission })
      return answerError(error)
    }
  }
}

/** Before anybody is known: the steps of signing in and of enrolling. */
export function staffDoorRoute(handle: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      await limitRequest('sign_in', request)
      if (!isSameOrigin(request)) throw new Forbidden(FOREIGN_PAGE)
      return await handle(request)
    } catch (error) {
      logRefusal(error, { door: 'staff', permission: 'sign-in' })
      return answerError(error)
    }
  }
}

const NO_SESSION = {
  happened: 'You are not signed in as staff, or the session has ended.',
  kept: 'Nothing was changed.',
  todo: 'Sign in at /staff/sign-in, then send it again.',
}
const FOREIGN_PAGE = { happened: 'This request came from another site.', todo: 'Use the pages of this Lethe.' }
const NOT_YOURS = { happened: 'Your role on staff does not allow this.', todo: 'Ask an admin of this installation.' }
