import {
  listExactValues,
  loadRedactionSettings,
  redactionSettingsSchema,
  saveRedactionSettings,
} from '#lib/redaction-policy.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

/** 200 field names and 50 patterns at their longest, with room for JSON. */
const MAX_BYTES = 256 * 1024

export const GET = memberRoute('redaction:manage', async ({ member }) => {
  const [settings, values] = [await loadRedactionSettings(member.tenant), await listExactValues(member.tenant)]
  return Response.json({ settings, values }, { headers: NO_STORE })
})

export const PUT = memberRoute('redaction:manage', async ({ member, request }) => {
  const settings = await readJson(request, redactionSettingsSchema, MAX_BYTES)
  await saveRedactionSettings(member.tenant, member.userId, settings)
  return Response.json({ settings }, { headers: NO_STORE })
})
