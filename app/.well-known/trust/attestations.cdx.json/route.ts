import { env } from '#lib/env.ts'
import { attestationsBom } from '#lib/trust/attestations-bom.ts'
import { published } from '#lib/trust/published-claims.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return Response.json(attestationsBom(await published(), env().url), {
    headers: { 'content-type': 'application/vnd.cyclonedx+json; version=1.6', 'cache-control': 'no-cache' },
  })
}
