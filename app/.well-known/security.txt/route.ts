import { env } from '#lib/env.ts'
import { securityTxt } from '#lib/trust/security-txt.ts'
import { company } from '#trust.config'

/** Made per request, so that its end is always half a year away. */
export const dynamic = 'force-dynamic'

export function GET(): Response {
  return new Response(securityTxt({ company, url: env().url, now: new Date() }), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
