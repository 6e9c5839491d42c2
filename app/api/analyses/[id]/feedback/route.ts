import { getAnalysis } from '#lib/data/analyses.ts'
import { feedbackSchema, giveFeedback } from '#lib/feedback.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 8 * 1024

export const POST = memberRoute('analysis:judge', async ({ member, request, params }) => {
  // First, so that another workspace's analysis and none get the same answer whatever the body holds.
  const { id } = await getAnalysis(member.tenant, params.id ?? '')
  await giveFeedback(member, id, await readJson(request, feedbackSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})
