import { agreementAttachment } from '#lib/agreements/attachment.ts'
import { file, fileSchema } from '#lib/agreements/sign.ts'
import { publicRoute } from '#lib/public-route.ts'
import { readJson } from '#lib/route.ts'

const MAX_BYTES = 4 * 1024

/** The token travels in the body: an address is written into logs and histories. */
export const POST = publicRoute('sign_in', async (request) => {
  const asked = await readJson(request, fileSchema, MAX_BYTES)
  return agreementAttachment(await file(asked), asked.file)
})
