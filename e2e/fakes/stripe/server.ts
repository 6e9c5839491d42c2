import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { advance } from './clock.ts'
import { showPage, submitPage } from './hosted-pages.ts'
import { Refusal, type Subscription } from './objects.ts'
import { createPost, type Post } from './post.ts'
import { type Answer, type ApiLog, createApi } from './routes.ts'
import { createWorld, DAY, type World } from './world.ts'

/** What happens to the next request of the API, before the API is as usual again. */
export type Trouble =
  /** Answered with this status, nothing done. */
  | { status: 429 | 500 }
  /** Done, and the connection closed without a word: whoever asked cannot know. */
  | { hangUpAfter: true }

export interface FakeStripe {
  url: string
  world: World
  log: ApiLog
  post: Post
  /** For the next requests that change something, in this order. */
  trouble(...next: Trouble[]): void
  /** The test clock. */
  passDays(days: number): void
  /** Of the customer of an address, the living one first. */
  subscriptionsOf(email: string): Subscription[]
  stop(): Promise<void>
}

/** Stripe on loopback: its API for the real SDK, its pages for a browser, its events to an endpoint. */
export async function startFakeStripe({ secretKey }: { secretKey: string }): Promise<FakeStripe> {
  const post = createPost()
  const world = createWorld({ now: Math.floor(Date.now() / 1_000), heard: (event) => post.send(event) })
  const api = createApi(world, secretKey)
  const troubles: Trouble[] = []
  const server = http.createServer(async (request, response) => {
    const body = await readAll(request)
    const path = request.url ?? '/'
    if (!path.startsWith('/v1/')) return answerPage(world, request.method ?? 'GET', path, body, response)
    const trouble = request.method === 'POST' ? troubles.shift() : undefined
    if (trouble && 'status' in trouble)
      return sendJson(response, { status: trouble.status, body: { error: { type: 'api_error', message: 'trouble' } } })
    const answer = api.handle({
      ...{ method: request.method ?? 'GET', path, body, authorization: request.headers.authorization ?? null },
      idempotencyKey: request.headers['idempotency-key']?.toString() ?? null,
    })
    if (trouble) request.socket.destroy()
    else sendJson(response, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ url: world.url, world, log: api.log, post },
    trouble: (...next) => void troubles.push(...next),
    passDays: (days) => advance(world, world.now + days * DAY),
    subscriptionsOf: (email) => {
      const ids = [...world.customers.values()].filter((one) => one.email === email).map(({ id }) => id)
      return [...world.subscriptions.values()].filter(({ customer }) => ids.includes(customer)).reverse()
    },
    stop: async () => {
      await post.settled()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function answerPage(world: World, method: string, path: string, body: string, response: http.ServerResponse): void {
  try {
    const { status, html = '', location } = method === 'POST' ? submitPage(world, path, body) : showPage(world, path)
    const headers = { 'content-type': 'text/html; charset=utf-8', ...(location === undefined ? {} : { location }) }
    response.writeHead(status, headers).end(html)
  } catch (error) {
    response.writeHead(error instanceof Refusal ? error.status : 500).end()
  }
}

function sendJson(response: http.ServerResponse, { status, body }: Answer): void {
  const headers = {
    'content-type': 'application/json',
    'request-id': 'req_house',
    'stripe-should-retry': String(status >= 429),
  }
  response.writeHead(status, headers).end(JSON.stringify(body))
}

async function readAll(request: http.IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks).toString('utf8')
}
