import { after } from 'next/server'
import { offerHooks } from '#lib/hook-answer.ts'
import { answerHook } from '#lib/hook-route.ts'
import { workAfter } from '#lib/queue/in-hand.ts'

offerHooks()

interface Context {
  params: Promise<{ endpointId: string }>
}

export async function POST(request: Request, context: Context): Promise<Response> {
  const { response, work } = await answerHook(request, (await context.params).endpointId)
  if (work) workAfter(work, after)
  return response
}

/** Grafana's contact point may be set to it. */
export const PUT = POST
