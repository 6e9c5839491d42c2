import { accountView, nameSchema, renameMember } from '#lib/account.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('account:read', async ({ member }) => {
  return Response.json(accountView(member), { headers: NO_STORE })
})

export const PUT = memberRoute('account:manage', async ({ member, request }) => {
  const given = await readJson(request, nameSchema, MAX_BYTES)
  return Response.json(await renameMember(member, given), { headers: NO_STORE })
})
