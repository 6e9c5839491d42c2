import { Forbidden } from './errors.ts'
import { feedbackSchema, giveFeedbackByLink } from './feedback.ts'
import { limitRequest } from './rate-limits.ts'
import { answerError, NO_STORE, readJson } from './route.ts'
import { isSameOrigin } from './same-origin.ts'

const MAX_BYTES = 8 * 1024

/** The form behind a link of a message. The link is the key; the address it is counted by does not hold it. */
export async function answerFeedbackLink(request: Request, token: string): Promise<Response> {
  try {
    await limitRequest('sign_in', request, '/api/feedback')
    if (!isSameOrigin(request)) throw new Forbidden()
    await giveFeedbackByLink(token, await readJson(request, feedbackSchema, MAX_BYTES))
    return new Response(null, { status: 204, headers: NO_STORE })
  } catch (error) {
    return answerError(error)
  }
}
