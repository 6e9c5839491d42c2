import { addExactValues, exactValuesSchema, listExactValues } from '#lib/redaction-policy.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

/** 1,000 values of 500 characters, at four bytes each. */
const MAX_BYTES = 2 * 1024 * 1024

export const POST = memberRoute('redaction:manage', async ({ member, request }) => {
  const given = await readJson(request, exactValuesSchema, MAX_BYTES)
  await addExactValues(member.tenant, member.userId, given)
  return Response.json({ values: await listExactValues(member.tenant) }, { status: 201, headers: NO_STORE })
})
