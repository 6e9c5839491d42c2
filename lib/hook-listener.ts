import { subscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { untilWorked } from './queue/in-hand.ts'

/**
 * Deliveries are answered before the framework is asked: its routing and its streams cost a delivery as much as everything that
 * is done for it. What answers is what the route calls (hook-answer.ts); an address that is written in any other way than we give
 * them out goes to the route, and so does everything until the route has been loaded.
 */
const PLAIN_PATH = /^\/api\/hooks\/([\w-]{1,64})(?:\/([\w-]{1,128}))?$/

export interface HookPath {
  endpointId: string
  token: string | null
}

/** On globalThis: a bundler may load this module more than once, and a server is taken over once. */
export interface HooksOffered {
  letheHookServers?: WeakSet<Server>
  letheAnswerHook?: (request: IncomingMessage, response: ServerResponse, path: HookPath) => void
}
const held = globalThis as typeof globalThis & HooksOffered

/** From now on, on whichever server of this process gets a delivery: nobody hands us the framework's. */
export function answerHooksFirst(): void {
  if (held.letheHookServers) return
  const known = new WeakSet<Server>()
  held.letheHookServers = known
  // Node tells of a request before the server's listeners get it.
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: unknown }
    if (!(server instanceof Server) || known.has(server) || !request.url?.startsWith('/api/hooks/')) return
    known.add(server)
    standBefore(server)
  })
}

/** Its own listeners get what is not ours; it has closed when what was answered here has been worked on, too. */
export function standBefore(server: Server): void {
  const others = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const path = held.letheAnswerHook && pathOf(request)
    if (path) held.letheAnswerHook?.(request, response, path)
    else for (const other of others) other.call(server, request, response)
  })
  const close = server.close.bind(server)
  server.close = (done) => close((error) => void untilWorked().then(() => done?.(error)))
}

function pathOf({ method, url }: IncomingMessage): HookPath | null {
  if (method !== 'POST' && method !== 'PUT') return null
  const [, endpointId, token] = PLAIN_PATH.exec(url ?? '') ?? []
  if (endpointId === undefined || (token !== undefined && method === 'PUT')) return null
  return { endpointId, token: token ?? null }
}
