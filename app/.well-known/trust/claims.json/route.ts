import { env } from '#lib/env.ts'
import { claimsDocument } from '#lib/trust/claims-document.ts'
import { published } from '#lib/trust/published-claims.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return Response.json(claimsDocument(await published(), env().url), { headers: { 'cache-control': 'no-cache' } })
}
