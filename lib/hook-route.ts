import { metrics } from './metrics.ts'
import { HOOK_MAX_BYTES, type Receipt, receiveAlert } from './pipeline/receive-alert.ts'
import { limitRequest } from './rate-limits.ts'
import { answerError, NO_STORE, problem, readBytes } from './route.ts'

/** A delivery as it came, whoever read it from the wire. */
export interface Incoming {
  url: string
  /** Names in lower case; what came more than once is joined by commas. */
  headers: Record<string, string>
  /** The body's exact bytes. Throws TooLarge. */
  read(maxBytes: number): Promise<Buffer>
}

interface Answer {
  response: Response
  work: (() => Promise<void>) | null
}

/** For the framework's requests. */
export function answerHook(request: Request, endpointId: string, pathToken: string | null = null): Promise<Answer> {
  const headers = Object.fromEntries(request.headers)
  const read = (maxBytes: number) => readBytes(request, maxBytes)
  return answerIncoming({ url: request.url, headers, read }, endpointId, pathToken)
}

/**
 * What a sender is told, and what is done once it has been told. 202: taken, here already, or of no interest. 401: unknown
 * endpoint or wrong signature, not told apart. 413, 429, 503 as they say. Limits and size come before any look-up.
 */
export async function answerIncoming(
  incoming: Incoming,
  endpointId: string,
  pathToken: string | null,
): Promise<Answer> {
  const answer = await receive(incoming, endpointId, pathToken)
  metrics().hookAnswers.inc({ status: answer.response.status })
  return answer
}

async function receive({ url, headers, read }: Incoming, endpointId: string, pathToken: string | null) {
  try {
    const knock = { url, headers: { get: (name: string) => headers[name] ?? null } }
    await limitRequest('hooks', knock, `/api/hooks/${endpointId}`)
    const raw = await read(HOOK_MAX_BYTES)
    const receipt = await receiveAlert(endpointId, { headers, raw, pathToken })
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
