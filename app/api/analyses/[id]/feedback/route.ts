import { feedbackSchema, giveFeedback } from '#lib/feedback.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

export const POST = memberRoute('analysis:judge', async ({ member, request, params }) => {
  await giveFeedback(member, params.id ?? '', await readJson(request, feedbackSchema, 8 * 1024))
  return new Response(null, { status: 204, headers: NO_STORE })
})
