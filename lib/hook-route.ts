import { metrics } from './metrics.ts'
import { HOOK_MAX_BYTES, type Receipt, receiveAlert } from './pipeline/receive-alert.ts'
import { limitRequest } from './rate-limits.ts'
import { answerError, NO_STORE, problem, readBytes } from './route.ts'

/**
 * What a sender is told, and what is done once it has been told. 202: taken, here already, or of no interest. 401: unknown
 * endpoint or wrong signature, not told apart. 413, 429, 503 as they say. Limits and size come before any look-up.
 */
export async function answerHook(
  request: Request,
  endpointId: string,
  pathToken: string | null = null,
): Promise<{ response: Response; work: (() => Promise<void>) | null }> {
  const answer = await receive(request, endpointId, pathToken)
  metrics().hookAnswers.inc({ status: answer.response.status })
  return answer
}

async function receive(request: Request, endpointId: string, pathToken: string | null) {
  try {
    await limitRequest('hooks', request, `/api/hooks/${endpointId}`)
    const raw = await readBytes(request, HOOK_MAX_BYTES)
    const receipt = await receiveAlert(endpointId, {
      headers: Object.fromEntries(request.headers),
      raw,
      pathToken,
    })
    return { response: responseTo(receipt), work: receipt.work }
  } catch (error) {
    return { response: answerError(error), work: null }
  }
}

function responseTo({ accepted }: Receipt): Response {
  if (!accepted) return problem(401, NOT_TAKEN)
  return Response.json({ accepted: true }, { status: 202, headers: NO_STORE })
}

const NOT_TAKEN = {
  happened: 'This delivery was not taken: the endpoint or the signature is wrong.',
  kept: 'Nothing of it was kept.',
  todo: 'Compare the address and the signing secret with those on the page of sources.',
}
