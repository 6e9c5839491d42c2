import { after } from 'next/server'
import { offerHooks } from '#lib/hook-answer.ts'
import { answerHook } from '#lib/hook-route.ts'
import { workAfter } from '#lib/queue/in-hand.ts'

offerHooks()

interface Context {
  params: Promise<{ endpointId: string; token: string }>
}

/** For senders that can neither sign nor set a header: the last part of the address is their secret. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { endpointId, token } = await context.params
  const { response, work } = await answerHook(request, endpointId, token)
  if (work) workAfter(work, after)
  return response
}
