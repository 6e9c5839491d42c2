import { freshRoute, memberRoute, NO_STORE, readJson } from '#lib/route.ts'
import { nameSchema, remove, rename } from '#lib/second-factor.ts'

const MAX_BYTES = 4 * 1024

export const PATCH = memberRoute('account:manage', async ({ member, params, request }) => {
  await rename(member, params.id ?? '', await readJson(request, nameSchema, MAX_BYTES))
  return new Response(null, { status: 204, headers: NO_STORE })
})

export const DELETE = freshRoute('account:manage', async ({ member, params }) => {
  await remove(member, params.id ?? '')
  return new Response(null, { status: 204, headers: NO_STORE })
})
