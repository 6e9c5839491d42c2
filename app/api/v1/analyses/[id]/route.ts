import { deleteByKey, getByKey } from '#lib/api/analyses.ts'
import { keyRoute } from '#lib/api/key-route.ts'
import { NO_BODY_MAX_BYTES } from '#lib/api/schemas.ts'

export const GET = keyRoute('analyses:read', NO_BODY_MAX_BYTES, ({ caller, params }) =>
  getByKey(caller, params.id ?? ''),
)

export const DELETE = keyRoute('analyses:delete', NO_BODY_MAX_BYTES, ({ caller, params }) =>
  deleteByKey(caller, params.id ?? ''),
)
