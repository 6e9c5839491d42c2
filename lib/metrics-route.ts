import { env } from './env.ts'
import { NotFound } from './errors.ts'
import { metrics } from './metrics.ts'
import { limitRequest } from './rate-limits.ts'
import { answerError, NO_STORE } from './route.ts'
import { isSameText } from './same-text.ts'

/** The figures of this process, for whoever shows the operator's token; to everybody else the page is not there (404). */
export async function answerMetrics(request: Request): Promise<Response> {
  try {
    await limitRequest('api', request)
    const { metricsToken } = env()
    if (metricsToken === null || !isSameText(request.headers.get('authorization') ?? '', `Bearer ${metricsToken}`))
      throw new NotFound('page')
    const { registry } = metrics()
    return new Response(await registry.metrics(), { headers: { ...NO_STORE, 'content-type': registry.contentType } })
  } catch (error) {
    return answerError(error)
  }
}
