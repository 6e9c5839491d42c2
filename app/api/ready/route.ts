import { isDatabaseReady } from '#lib/data/ready.ts'
import { isDraining } from '#lib/queue/drain.ts'

/** Ready: the database answers to both serving roles, and this process was not told to end. 503 otherwise; says nothing more to a stranger. */
export async function GET(): Promise<Response> {
  const ready = !isDraining() && (await isDatabaseReady())
  return Response.json(
    { status: ready ? 'ready' : 'unavailable' },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
