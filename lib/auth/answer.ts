import NextAuth from 'next-auth'
import { limitAccount, limitRequest } from '../rate-limits.ts'
import { answerError } from '../route.ts'
import { isSameOrigin } from '../same-origin.ts'
import { authOptions } from './options.ts'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

/** GET under /api/auth. A mail link that reaches the callback itself is sent to the confirm page: a GET uses nothing up. */
export async function answerAuth(request: Request, context: Context): Promise<Response> {
  if (await isEmailCallback(context)) {
    return new Response(null, { status: 303, headers: { location: `/sign-in/confirm${new URL(request.url).search}` } })
  }
  try {
    await limitRequest('sign_in', request)
  } catch (error) {
    return answerError(error)
  }
  return NextAuth(authOptions())(request, context)
}

/** POST under /api/auth, from our own pages only. next-auth checks its CSRF token on top, but not for the mail callback. */
export async function answerAuthPost(request: Request, context: Context): Promise<Response> {
  if (!isSameOrigin(request))
    return new Response('This form was sent from another site. Nothing was changed.', { status: 403 })
  if (addsToRequest(request)) return new Response('This form does not fit. Nothing was changed.', { status: 400 })
  try {
    await limitSignIn(request)
  } catch (error) {
    return answerError(error)
  }
  const answer: Response = await NextAuth(authOptions())(request, context)
  return new URL(request.url).pathname.endsWith('/signout') ? clearingBrowser(answer) : answer
}

/** What this browser kept of the session's pages goes with it; cookies are next-auth's to end, and the device stays known. */
function clearingBrowser({ body, status, headers: given }: Response): Response {
  const headers = new Headers(given)
  headers.set('clear-site-data', '"cache", "storage"')
  return new Response(body, { status, headers })
}

/** Before anything is looked up: by address, and by the mailbox that a link would go to, whether or not it is known. */
async function limitSignIn(request: Request): Promise<void> {
  await limitRequest('sign_in', request)
  if (!new URL(request.url).pathname.endsWith('/signin/email')) return
  const form = await request
    .clone()
    .formData()
    .catch(() => null)
  const email = form?.get('email')
  if (typeof email === 'string') await limitAccount('sign_in', email.trim().toLowerCase())
}

/** next-auth passes a query on to the provider, where it could ask for more than we do. Only asking again is allowed. */
function addsToRequest(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url)
  return (
    pathname.includes('/auth/signin/') &&
    ![...searchParams].every(([name, value]) => `${name}=${value}` === 'prompt=login')
  )
}

async function isEmailCallback({ params }: Context): Promise<boolean> {
  const [action, provider] = (await params).nextauth
  return action === 'callback' && provider === 'email'
}
