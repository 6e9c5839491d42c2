import { env } from '#lib/env.ts'
import { limitRequest } from '#lib/rate-limits.ts'
import { answerError, type RouteContext } from '#lib/route.ts'
import { finishSso } from '#lib/sso/sign-in.ts'

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  try {
    await limitRequest('sign_in', request)
    const next = await finishSso((await params).id ?? '', new URL(request.url).searchParams)
    return new Response(null, { status: 303, headers: { location: env().url + next, 'cache-control': 'no-store' } })
  } catch (error) {
    return answerError(error)
  }
}
