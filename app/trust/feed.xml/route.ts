import { env } from '#lib/env.ts'
import { currentChanges } from '#lib/trust/current-changes.ts'
import { atomFeed } from '#lib/trust/feeds.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return new Response(atomFeed(await currentChanges(), env().url), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
