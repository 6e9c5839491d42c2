import { ACCOUNT_ROUTES } from './account-routes.ts'
import { BILLING_ROUTES } from './billing-routes.ts'
import { decodeForm, type Form } from './form.ts'
import { Refusal } from './objects.ts'
import type { World } from './world.ts'

export type Route = readonly [
  method: string,
  path: RegExp,
  answer: (world: World, given: Form, ids: string[]) => unknown,
]

export interface Asked {
  method: string
  /** With its query. */
  path: string
  body: string
  authorization: string | null
  idempotencyKey: string | null
}
export interface Answer {
  status: number
  body: unknown
}

/** What was asked, for tests that look at it afterwards. */
export interface ApiLog {
  /** Requests that change something, each with its key; `replayed`: answered from what the key had done. */
  posts: { path: string; idempotencyKey: string | null; replayed: boolean }[]
  /** Requests that no route knew. */
  unknown: string[]
}

export interface Api {
  log: ApiLog
  handle(asked: Asked): Answer
}

/** The API over a world. A key that comes again is answered as it was; with another body it is refused, as by Stripe. */
export function createApi(world: World, secretKey: string): Api {
  const done = new Map<string, { request: string; answer: Answer }>()
  const log: ApiLog = { posts: [], unknown: [] }
  const handle = (asked: Asked): Answer => {
    if (asked.authorization !== `Bearer ${secretKey}`)
      return { status: 401, body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } } }
    if (asked.method !== 'POST') return answer(world, asked, log)
    const request = `${asked.path}\n${asked.body}`
    const before = asked.idempotencyKey === null ? undefined : done.get(asked.idempotencyKey)
    log.posts.push({ path: asked.path, idempotencyKey: asked.idempotencyKey, replayed: before !== undefined })
    if (before && before.request !== request)
      return {
        status: 400,
        body: {
          error: {
            type: 'idempotency_error',
            message:
              'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          },
        },
      }
    if (before) return before.answer
    const made = answer(world, asked, log)
    if (asked.idempotencyKey !== null) done.set(asked.idempotencyKey, { request, answer: made })
    return made
  }
  return { log, handle }
}

const ROUTES = [...ACCOUNT_ROUTES, ...BILLING_ROUTES]

function answer(world: World, { method, path, body }: Asked, log: ApiLog): Answer {
  const [place = '', query = ''] = path.split('?')
  for (const [verb, pattern, make] of ROUTES) {
    const match = verb === method ? pattern.exec(place) : null
    if (!match) continue
    try {
      const given = decodeForm(method === 'POST' ? body : query)
      return { status: 200, body: structuredClone(make(world, given, match.slice(1))) }
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: error.body }
      throw error
    }
  }
  log.unknown.push(`${method} ${path}`)
  return {
    status: 404,
    body: { error: { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${place}).` } },
  }
}
