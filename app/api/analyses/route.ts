import { listAnalyses } from '#lib/data/analyses.ts'
import { investigate } from '#lib/pipeline/investigate.ts'
import { PASTED_MAX_BYTES, pastedSchema, receivePasted, revisionOrigin } from '#lib/pipeline/receive.ts'
import { recordAnalysis } from '#lib/pipeline/record.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = memberRoute(
  'analysis:create',
  async ({ member, request }) => {
    const pasted = await readJson(request, pastedSchema, PASTED_MAX_BYTES)
    const revised = await revisionOrigin(member.tenant, pasted)
    const received = await receivePasted(member.tenant, pasted)
    const investigation = await investigate(received)
    const origin = { userId: member.userId, source: 'paste', ...revised } as const
    const { id, receipt } = await recordAnalysis(member.tenant, origin, received, investigation)
    return Response.json({ id, analysis: { ...investigation.analysis, receipt } }, { status: 201, headers: NO_STORE })
  },
  'analyses',
)

export const GET = memberRoute('analysis:read', async ({ member, request }) => {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined
  const page = await listAnalyses(member.tenant, { cursor })
  return Response.json(page, { headers: NO_STORE })
})
