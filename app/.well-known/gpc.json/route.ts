/** Global Privacy Control: data about people is neither sold nor shared here, whatever the browser sends. */
export const dynamic = 'force-static'

export function GET(): Response {
  return Response.json({ gpc: true, lastUpdate: '2026-11-30' })
}
