import { Forbidden } from './errors.ts'
import { type Door, limitRequest } from './rate-limits.ts'
import { answerError } from './route.ts'
import { isSameOrigin } from './same-origin.ts'

/** The wrapper of routes that anybody may call: not too often (429), from our pages (403), then the handler. */
export function publicRoute(door: Door, handle: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      await limitRequest(door, request)
      if (!isSameOrigin(request))
        throw new Forbidden({ happened: 'This request came from another site.', todo: 'Use the pages of this Lethe.' })
      return await handle(request)
    } catch (error) {
      return answerError(error)
    }
  }
}
