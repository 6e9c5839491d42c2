import type { z } from 'zod'
import { type AnalysisSummary, getAnalysis, listAnalyses, type StoredAnalysis } from '../data/analyses.ts'
import { Invalid } from '../errors.ts'
import { investigateSent } from '../pipeline/investigate-pasted.ts'
import { receivePasted } from '../pipeline/receive.ts'
import { receiveText } from '../pipeline/receive-text.ts'
import { forgetAnalysis } from '../pipeline/record.ts'
import { NO_STORE } from '../route.ts'
import { runOnce } from './idempotency.ts'
import type { Caller } from './key-route.ts'
import { type AnalysisList, type AnsweredAnalysis, listQuerySchema, newAnalysisSchema } from './schemas.ts'

/** What /api/v1/analyses does. Whose workspace it is, the key has told. */

export async function createByKey(caller: Caller, request: Request, body: Buffer): Promise<Response> {
  const sent = parsed(newAnalysisSchema, json(body))
  const name = request.headers.get('idempotency-key')
  const done = await runOnce(caller, name, body, async (also) => {
    const { tenant, userId, keyId } = caller
    const origin = { userId, source: 'api', apiKeyId: keyId } as const
    const receive = () => ('text' in sent ? receiveText(tenant, sent.text) : receivePasted(tenant, sent))
    return investigateSent(tenant, { origin, receive, also })
  })
  const stored = answerOf(await getAnalysis(caller.tenant, done.id))
  const answer: AnsweredAnalysis = done.analysis ? { ...stored, analysis: done.analysis } : stored
  const headers = { ...NO_STORE, location: `/api/v1/analyses/${done.id}`, ...(done.analysis ? {} : REPLAYED) }
  return Response.json(answer, { status: 201, headers })
}

const REPLAYED = { 'idempotency-replayed': 'true' }

export async function getByKey({ tenant }: Caller, id: string): Promise<Response> {
  return Response.json(answerOf(await getAnalysis(tenant, id)), { headers: NO_STORE })
}

export async function listByKey({ tenant }: Caller, request: Request): Promise<Response> {
  const query = parsed(listQuerySchema, Object.fromEntries(new URL(request.url).searchParams))
  const { items, nextCursor } = await listAnalyses(tenant, query)
  const answer: AnalysisList = { data: items.map(summaryOf), nextCursor }
  return Response.json(answer, { headers: NO_STORE })
}

export async function deleteByKey({ tenant, userId, keyId }: Caller, id: string): Promise<Response> {
  await forgetAnalysis(tenant, userId, id, keyId)
  return new Response(null, { status: 204, headers: NO_STORE })
}

const answerOf = ({ id, createdAt, source, revisionOfId, alert, analysis }: StoredAnalysis): AnsweredAnalysis => ({
  ...{ id, createdAt: createdAt.toISOString(), source, revisionOf: revisionOfId, alert, analysis },
})

/** Field by field: who made it is a member's address, which a key has no use for, and what is added to a row is not told by itself. */
const summaryOf = (row: AnalysisSummary): AnalysisList['data'][number] => ({
  ...{ id: row.id, createdAt: row.createdAt.toISOString(), source: row.source, service: row.service },
  ...{ title: row.title, summary: row.summary, category: row.category, verdict: row.verdict },
  ...{ decision: row.decision, confidence: row.confidence, component: row.component, engine: row.engine },
})

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Invalid([{ path: '', message: 'The body is not JSON.' }])
  }
}

/** Only path and code are passed on: what was sent could stand in the validator's own words. */
function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Invalid(result.error.issues.slice(0, 20).map(({ path, code }) => ({ path: path.join('.'), message: code })))
}
