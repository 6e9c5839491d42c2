import { after } from 'next/server'
import { listAnalyses } from '#lib/data/analyses.ts'
import { eventStream, wantsEvents } from '#lib/event-stream.ts'
import { investigatePasted } from '#lib/pipeline/investigate-pasted.ts'
import { PASTED_MAX_BYTES, pastedSchema, revisionOrigin } from '#lib/pipeline/receive.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

/** A stream of stages and drafts where it is asked for, else the answer alone. Either ends also when nobody reads it. */
export const POST = memberRoute(
  'analysis:create',
  async ({ member, request }) => {
    const pasted = await readJson(request, pastedSchema, PASTED_MAX_BYTES)
    const revised = await revisionOrigin(member.tenant, pasted)
    if (!wantsEvents(request))
      return Response.json(await investigatePasted(member, pasted, revised), { status: 201, headers: NO_STORE })
    const { response, ended } = eventStream(async (send) => {
      send('result', await investigatePasted(member, pasted, revised, ({ event, data }) => send(event, data)))
    })
    after(() => ended)
    return response
  },
  'analyses',
)

export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined
  const page = await listAnalyses(member.tenant, { cursor })
  return Response.json(page, { headers: NO_STORE })
})
