import { tokenSchema } from '../auth/token.ts'
import { Invalid, NotFound } from '../errors.ts'
import { limitRequest } from '../rate-limits.ts'
import { answerError, NO_STORE, readBytes } from '../route.ts'
import { unsubscribe } from './subscribe.ts'

/**
 * The address in List-Unsubscribe (RFC 2369, RFC 8058). Mail programs send it a POST with one field and without cookies, from
 * wherever they are: the token is the whole right, so no origin is asked for. A GET changes nothing, since scanners follow links.
 */

const MAX_BYTES = 4 * 1024
/** What is counted in place of the path, which ends with a secret. */
const COUNTED = '/api/notices/unsubscribe'

export async function unsubscribeOneClick(request: Request, token: string): Promise<Response> {
  try {
    await limitRequest('sign_in', request, COUNTED)
    if (!tokenSchema.safeParse(token).success) throw new NotFound('subscription')
    if (!(await isOneClick(request)))
      throw new Invalid([{ path: 'List-Unsubscribe', message: 'The field List-Unsubscribe=One-Click is missing.' }])
    await unsubscribe({ token })
    // The same for one that has ended before: mail programs may ask twice.
    return new Response('No mail is sent by this subscription any more.\n', {
      headers: { 'content-type': 'text/plain; charset=utf-8', ...NO_STORE },
    })
  } catch (error) {
    return answerError(error)
  }
}

/** To the page with the button. */
export async function leadToPage(request: Request, token: string): Promise<Response> {
  try {
    await limitRequest('sign_in', request, COUNTED)
    if (!tokenSchema.safeParse(token).success) throw new NotFound('subscription')
    return new Response(null, { status: 303, headers: { location: `/notices/${token}`, ...NO_STORE } })
  } catch (error) {
    return answerError(error)
  }
}

/** A form in either of the two encodings that the RFC allows. */
async function isOneClick(request: Request): Promise<boolean> {
  const type = request.headers.get('content-type') ?? ''
  const body = await readBytes(request, MAX_BYTES)
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    return form.get('List-Unsubscribe') === 'One-Click'
  } catch {
    return false
  }
}
