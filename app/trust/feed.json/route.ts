import { env } from '#lib/env.ts'
import { currentChanges } from '#lib/trust/current-changes.ts'
import { jsonFeed } from '#lib/trust/feeds.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return Response.json(jsonFeed(await currentChanges(), env().url), {
    headers: { 'content-type': 'application/feed+json; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
