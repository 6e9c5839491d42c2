import NextAuth from 'next-auth'
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
  return NextAuth(authOptions())(request, context)
}

/** POST under /api/auth, from our own pages only. next-auth checks its CSRF token on top, but not for the mail callback. */
export async function answerAuthPost(request: Request, context: Context): Promise<Response> {
  if (!isSameOrigin(request))
    return new Response('This form was sent from another site. Nothing was changed.', { status: 403 })
  return NextAuth(authOptions())(request, context)
}

async function isEmailCallback({ params }: Context): Promise<boolean> {
  const [action, provider] = (await params).nextauth
  return action === 'callback' && provider === 'email'
}
