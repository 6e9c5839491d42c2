import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { addSource, listSourceSettings, newSourceSchema } from '#lib/sources.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('source:manage', async ({ member }) => {
  return Response.json({ sources: await listSourceSettings(member.tenant) }, { headers: NO_STORE })
})

export const POST = freshRoute('source:manage', async ({ member, request }) => {
  const given = await readJson(request, newSourceSchema, MAX_BYTES)
  const made = await addSource(member.tenant, member.userId, given)
  return Response.json(made, { status: 201, headers: NO_STORE })
})
