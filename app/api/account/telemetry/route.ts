import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { changeConsent, consentSchema, telemetryState } from '#lib/telemetry.ts'

export const GET = memberRoute('account:manage', async ({ member }) => {
  return Response.json(await telemetryState(member.userId), { headers: NO_STORE })
})

export const PUT = memberRoute('account:manage', async ({ member, request }) => {
  const given = await readJson(request, consentSchema, 1_024)
  return Response.json(await changeConsent(member.userId, given), { headers: NO_STORE })
})
