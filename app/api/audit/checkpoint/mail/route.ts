import { z } from 'zod'
import { changeCheckpointMail } from '#lib/checkpoint-mails.ts'
import { memberRoute, NO_STORE, readJson } from '#lib/route.ts'

const schema = z.strictObject({ daily: z.boolean() })

export const PUT = memberRoute('audit:read', async ({ member, request }) => {
  const { daily } = await readJson(request, schema, 1_024)
  await changeCheckpointMail(member.tenant, member.userId, daily)
  return Response.json({ daily }, { headers: NO_STORE })
})
