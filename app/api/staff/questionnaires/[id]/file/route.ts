import { attachment } from '#lib/attachment.ts'
import { exported } from '#lib/staff/questionnaires.ts'
import { staffRoute } from '#lib/staff/route.ts'

/** A POST: what goes out stands in the log. */
export const POST = staffRoute('desk:work', async ({ staff, params }) => {
  const { bytes, fileName, format } = await exported(staff, params.id ?? '')
  return attachment(bytes, fileName, format)
})
