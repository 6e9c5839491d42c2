/** Alive: the process answers. Says nothing about the database; see /api/ready. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
