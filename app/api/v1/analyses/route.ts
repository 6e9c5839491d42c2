import { createByKey, listByKey } from '#lib/api/analyses.ts'
import { keyRoute } from '#lib/api/key-route.ts'
import { BODY_MAX_BYTES, NO_BODY_MAX_BYTES } from '#lib/api/schemas.ts'

export const POST = keyRoute('analyses:write', BODY_MAX_BYTES, ({ caller, request, body }) =>
  createByKey(caller, request, body),
)

export const GET = keyRoute('analyses:read', NO_BODY_MAX_BYTES, ({ caller, request }) => listByKey(caller, request))
