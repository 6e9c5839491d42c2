import { isDatabaseReady } from '#lib/data/ready.ts'
import { isDraining } from '#lib/queue/drain.ts'

/** Ready: both serving roles get an answer, and this process was not told to end. 503 otherwise; no more to a stranger. */
export async function GET(): Promise<Response> {
  const ready = !isDraining() && (await isDatabaseReady())
  return Response.json(
    { status: ready ? 'ready' : 'unavailable' },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
