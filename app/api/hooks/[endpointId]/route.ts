import { after } from 'next/server'
import { answerHook } from '#lib/hook-route.ts'

export async function POST(request: Request, context: { params: Promise<{ endpointId: string }> }): Promise<Response> {
  const { response, work } = await answerHook(request, (await context.params).endpointId)
  if (work) after(work)
  return response
}
