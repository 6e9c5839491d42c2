import { Forbidden } from '#lib/errors.ts'
import { limitRequest } from '#lib/rate-limits.ts'
import { answerError, NO_STORE, readJson } from '#lib/route.ts'
import { isSameOrigin } from '#lib/same-origin.ts'
import { beginSchema, beginSso } from '#lib/sso/sign-in.ts'

const MAX_BYTES = 4 * 1024

export async function POST(request: Request): Promise<Response> {
  try {
    await limitRequest('sign_in', request)
    if (!isSameOrigin(request)) throw new Forbidden()
    const url = await beginSso(await readJson(request, beginSchema, MAX_BYTES))
    return Response.json({ url }, { headers: NO_STORE })
  } catch (error) {
    return answerError(error)
  }
}
