import { env } from '#lib/env.ts'
import { llmsText } from '#lib/trust/llms-text.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  return new Response(llmsText(env().url), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
