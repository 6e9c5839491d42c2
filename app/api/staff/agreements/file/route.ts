import { z } from 'zod'
import { agreementAttachment } from '#lib/agreements/attachment.ts'
import { AGREEMENT_FILES, readFileForStaff } from '#lib/data/agreements.ts'
import { readJson } from '#lib/route.ts'
import { staffRoute } from '#lib/staff/route.ts'

const MAX_BYTES = 4 * 1024
const schema = z.strictObject({ id: z.uuid(), file: z.enum(AGREEMENT_FILES) })

/** A POST: who read what stands in the log. */
export const POST = staffRoute('desk:work', async ({ staff, request }) => {
  const { id, file } = await readJson(request, schema, MAX_BYTES)
  return agreementAttachment(await readFileForStaff(staff.staffId, id, file), file)
})
