import { addChannel, newChannelSchema } from '#lib/channels.ts'
import { listChannels } from '#lib/data/channels.ts'
import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

export const GET = memberRoute('channel:manage', async ({ member }) => {
  return Response.json({ channels: await listChannels(member.tenant) }, { headers: NO_STORE })
})

export const POST = freshRoute('channel:manage', async ({ member, request }) => {
  const given = await readJson(request, newChannelSchema, MAX_BYTES)
  const made = await addChannel(member.tenant, member.userId, given)
  return Response.json(made, { status: 201, headers: NO_STORE })
})
