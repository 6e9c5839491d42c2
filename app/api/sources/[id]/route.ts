import { getSource } from '#lib/data/sources.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { changedSettingsSchema, changeSettings, getSourceSettings, removeSource } from '#lib/sources.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('source:manage', async ({ member, params }) => {
  return Response.json({ source: await getSourceSettings(member.tenant, params.id ?? '') }, { headers: NO_STORE })
})

export const PATCH = memberRoute('source:manage', async ({ member, request, params }) => {
  const { id } = await getSource(member.tenant, params.id ?? '')
  const given = await readJson(request, changedSettingsSchema, MAX_BYTES)
  return Response.json({ source: await changeSettings(member.tenant, member.userId, id, given) }, { headers: NO_STORE })
})

export const DELETE = memberRoute('source:manage', async ({ member, params }) => {
  await removeSource(member.tenant, member.userId, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
