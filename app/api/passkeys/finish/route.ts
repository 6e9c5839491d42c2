import { freshRoute, NO_STORE, readJson } from '#lib/route.ts'
import { finishEnrolment, finishEnrolmentSchema } from '#lib/second-factor.ts'

const MAX_BYTES = 32 * 1024

export const POST = freshRoute('account:manage', async ({ member, request }) => {
  const given = await readJson(request, finishEnrolmentSchema, MAX_BYTES)
  return Response.json(await finishEnrolment(member, given), { headers: NO_STORE })
})
