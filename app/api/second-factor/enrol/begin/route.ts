import { enrolRoute } from '#lib/half-route.ts'
import { NO_STORE } from '#lib/route.ts'
import { beginEnrolment } from '#lib/second-factor.ts'

export const POST = enrolRoute(async (person) => Response.json(await beginEnrolment(person), { headers: NO_STORE }))
