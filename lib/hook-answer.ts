import type { IncomingMessage, ServerResponse } from 'node:http'
import { TooLarge } from './errors.ts'
import type { HookPath, HooksOffered } from './hook-listener.ts'
import { answerIncoming } from './hook-route.ts'
import { log } from './log.ts'
import { beginWork } from './queue/in-hand.ts'
import { API_POLICY, COMMON_HEADERS } from './trust/response-headers.ts'

/** On every answer of the framework's to a request of the API; ours are named in next.config.ts. */
const FIXED_HEADERS = [
  ...COMMON_HEADERS.map(({ key, value }) => [key, value] as const),
  ['Content-Security-Policy', API_POLICY] as const,
  ['vary', 'rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch'] as const,
]

/**
 * From here on deliveries are answered before the framework (hook-listener.ts). Called where a route is loaded, so that both run
 * the same modules: a bundler gives the start of the server copies of its own, and an error of one is unknown to the other.
 */
export function offerHooks(): void {
  const held = globalThis as typeof globalThis & HooksOffered
  held.letheAnswerHook = (request, response, path) => void answer(request, response, path)
}

async function answer(request: IncomingMessage, response: ServerResponse, path: HookPath): Promise<void> {
  try {
    const incoming = {
      url: `/api/hooks/${path.endpointId}`,
      headers: headersOf(request),
      read: (maxBytes: number) => readBody(request, maxBytes),
    }
    const answered = await answerIncoming(incoming, path.endpointId, path.token)
    const body = Buffer.from(await answered.response.arrayBuffer())
    response.statusCode = answered.response.status
    for (const [name, value] of FIXED_HEADERS) response.setHeader(name, value)
    for (const [name, value] of answered.response.headers) response.setHeader(name, value)
    // In a chunk, as the framework sends it.
    response.write(body)
    if (answered.work) beginWork(answered.work)
    if (!request.complete) await untilSent(request)
    response.end()
    if (!request.complete) response.once('finish', () => request.destroy())
  } catch (error) {
    // Whoever went while they were sending is told nothing, and nothing of ours has failed.
    if (request.complete || !request.destroyed)
      log.error('request failed', { error: error instanceof Error ? error.name : typeof error })
    response.destroy()
  }
}

const LINGER_MS = 5_000

/**
 * What has been answered already is read to nowhere: a connection that is closed while its sender writes is reset, and the answer
 * may be lost with it (RFC 9112 §9.6). Not for ever.
 */
function untilSent(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS)
    request.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    request.resume()
  })
}

/** As the framework gives them to a route: whose connection it is stands in X-Forwarded-For where nobody has written anything there. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ')
  }
  const address = request.socket.remoteAddress
  if (headers['x-forwarded-for'] === undefined && address !== undefined) headers['x-forwarded-for'] = address
  return headers
}

/** Counted while it comes; what is too large is not kept, and is read to nowhere by Node. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(new TooLarge(maxBytes))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) return void chunks.push(chunk)
      chunks.length = 0
      request.off('data', take)
      reject(new TooLarge(maxBytes))
    }
    // It went while its limits were looked at: nothing more is heard of it.
    if (request.destroyed) return reject(new Error('aborted'))
    request.on('data', take)
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
  })
}
