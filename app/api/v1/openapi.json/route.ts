import { openApiDocument } from '#lib/api/openapi.ts'
import { env } from '#lib/env.ts'
import { limitRequest } from '#lib/rate-limits.ts'
import { answerError } from '#lib/route.ts'

/** What the API is: no secret, so that a client can be made from it before there is a key. */
export async function GET(request: Request): Promise<Response> {
  try {
    await limitRequest('v1', request)
    return Response.json(openApiDocument(env().url), { headers: { 'cache-control': 'public, max-age=300' } })
  } catch (error) {
    return answerError(error)
  }
}
