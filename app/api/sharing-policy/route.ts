import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { allowSharing, isSharingAllowed, sharingPolicySchema } from '#lib/sharing.ts'

const MAX_BYTES = 1024

export const GET = memberRoute('workspace:manage', async ({ member }) => {
  return Response.json({ allow: await isSharingAllowed(member.tenant) }, { headers: NO_STORE })
})

export const PUT = memberRoute('workspace:manage', async ({ member, request }) => {
  const given = await readJson(request, sharingPolicySchema, MAX_BYTES)
  await allowSharing(member.tenant, member.userId, given)
  return Response.json(given, { headers: NO_STORE })
})
