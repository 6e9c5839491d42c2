import { watchDelivery } from '#lib/live-route.ts'
import { memberRoute } from '#lib/route.ts'

export const GET = memberRoute('analysis:read', ({ member, params }) => watchDelivery(member, params.id ?? ''))
