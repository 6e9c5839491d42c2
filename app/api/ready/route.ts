import { isDatabaseReady } from '#lib/data/ready.ts'

/** Ready: the database answers to both serving roles. 503 otherwise; says nothing more to a stranger. */
export async function GET(): Promise<Response> {
  const ready = await isDatabaseReady()
  return Response.json(
    { status: ready ? 'ready' : 'unavailable' },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
