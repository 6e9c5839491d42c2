import { MAX_FILE_BYTES } from '#lib/questionnaires/limits.ts'
import { NO_STORE } from '#lib/route.ts'
import { upload, uploadSchema } from '#lib/staff/questionnaires.ts'
import { staffRoute } from '#lib/staff/route.ts'
import { readUpload } from '#lib/upload.ts'

export const POST = staffRoute('desk:work', async ({ staff, request }) => {
  const { fields, fileName, bytes } = await readUpload(request, uploadSchema, MAX_FILE_BYTES)
  const id = await upload(staff, { ...fields, fileName, bytes })
  return Response.json({ id }, { status: 201, headers: NO_STORE })
})
