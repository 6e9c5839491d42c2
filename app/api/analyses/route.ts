import { after } from 'next/server'
import { z } from 'zod'
import { listAnalyses } from '#lib/data/analyses.ts'
import type { TenantId } from '#lib/data/unscoped.ts'
import { eventStream, wantsEvents } from '#lib/event-stream.ts'
import { readHistoryFilter } from '#lib/history-filter.ts'
import { investigatePasted } from '#lib/pipeline/investigate-pasted.ts'
import { pastedSchema, revisionOrigin } from '#lib/pipeline/receive.ts'
import { pastedMaxBytes } from '#lib/pipeline/receive-picture.ts'
import { forgetAnalyses } from '#lib/pipeline/record.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { reportEvent } from '#lib/telemetry.ts'

/** A stream of stages and drafts where it is asked for, else the answer alone. Either ends also when nobody reads it. */
export const POST = memberRoute(
  'analysis:create',
  async ({ member, request }) => {
    const { pasted, revised } = await readPasted(member.tenant, request)
    after(() => reportEvent(member.userId, 'analysis_made'))
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

async function readPasted(tenant: TenantId, request: Request) {
  const pasted = await readJson(request, pastedSchema, await pastedMaxBytes(tenant))
  return { pasted, revised: await revisionOrigin(tenant, pasted) }
}

export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const page = await listAnalyses(member.tenant, { ...readHistoryFilter(query), cursor: query.cursor })
  return Response.json(page, { headers: NO_STORE })
})

const several = z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) })

/** At once and for good. What was gone already is left out of the answer. */
export const DELETE = memberRoute('analysis:delete', async ({ member, request }) => {
  const { ids } = await readJson(request, several, 16 * 1024)
  const deleted = await forgetAnalyses(member.tenant, member.userId, ids)
  return Response.json({ deleted }, { headers: NO_STORE })
})
