import { DISCLOSURE_MAX_BYTES, disclosureSchema, takeDisclosure } from '#lib/disclosures.ts'
import { publicRoute } from '#lib/public-route.ts'
import { NO_STORE, readJson } from '#lib/route.ts'

export const POST = publicRoute('disclosure', async (request) => {
  const id = await takeDisclosure(await readJson(request, disclosureSchema, DISCLOSURE_MAX_BYTES))
  return Response.json({ id }, { status: 201, headers: NO_STORE })
})
