import { published } from '#lib/trust/published-claims.ts'

export const dynamic = 'force-dynamic'

/** The whole chain as this server reads it, a record a line. What it refuses it does not pass on. */
export async function GET(): Promise<Response> {
  const { evidence } = await published()
  const lines = evidence.kind === 'records' ? evidence.records.map((record) => `${JSON.stringify(record)}\n`) : []
  return new Response(lines.join(''), {
    headers: { 'content-type': 'application/jsonl; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
