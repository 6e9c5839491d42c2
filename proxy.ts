import { type NextRequest, NextResponse } from 'next/server'
import { needsWebAssembly, pagePolicy } from './lib/trust/response-headers.ts'

/** Put in by next.config.ts when Next compiles this file: only lib/env reads the environment. */
declare const LETHE_DEVELOPMENT: boolean

/**
 * Gives every page a fresh nonce. Next reads it from the policy on the *request*.
 * A client's own header of this name is overwritten, so nobody can choose the nonce.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
  const policy = pagePolicy({
    nonce,
    development: LETHE_DEVELOPMENT,
    webAssembly: needsWebAssembly(request.nextUrl.pathname),
  })
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/**
 * Files and API routes stay outside: they need no nonce, and the proxy buffers a body and cuts it at a limit without a
 * word (proxyClientMaxBodySize). Routes that take uploads belong under /api.
 */
export const config = {
  matcher: ['/((?!api/|_next/static/|_next/image|tess/|samples/|favicon\\.ico|icon\\.svg).*)'],
}
