import { askedRoute } from '#lib/half-route.ts'
import { NO_STORE } from '#lib/route.ts'
import { beginAsking } from '#lib/second-factor.ts'

export const POST = askedRoute(async (person) => Response.json(await beginAsking(person), { headers: NO_STORE }))
