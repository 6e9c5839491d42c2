import { createHash } from 'node:crypto'
import { type OutboundFetch, outbound } from '../../outbound.ts'
import { OutboundRefused } from '../../outbound-address.ts'

/** One HTTP request as it went over the wire, measured where it is sent. Filled in while the answer is read. */
export interface Exchange {
  /** Epoch milliseconds. */
  startedAt: number
  endedAt: number
  host: string
  /** The exact bytes of the body; held by whoever asked for them, gone with them. */
  body: Uint8Array
  bodySha256: string
  bytesOut: number
  /** Of the answer's body, after any decompression. */
  bytesIn: number
  /** Null where no answer came. */
  status: number | null
  /** Why no request was made, where the way out refused the address. */
  refused: string | null
}

export interface WireOptions {
  /** Where a customer chose the address: through the guarded way out, with the host:port pairs that may be local. */
  guarded: boolean
  allow?: readonly string[]
  timeoutMs: number
}

/** No reply of a few thousand tokens is larger. */
export const MAX_REPLY_BYTES = 8 * 1024 * 1024

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * A fetch that writes down what it does: hash, size, host, time, status. The bytes that are hashed are the bytes that are
 * sent. Redirects are refused, since the body and the key were meant for one host.
 */
export function recordingFetch(options: WireOptions, record: (exchange: Exchange) => void): Fetch {
  const send = options.guarded ? guardedFetch(options) : plainFetch
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const body = bytesOf(init.body)
    const startedAt = Date.now()
    const exchange: Exchange = {
      startedAt,
      endedAt: startedAt,
      host: url.host,
      body,
      bodySha256: createHash('sha256').update(body).digest('hex'),
      bytesOut: body.byteLength,
      bytesIn: 0,
      status: null,
      refused: null,
    }
    record(exchange)
    try {
      const answer = await send(url, { ...init, headers: neededHeaders(init.headers), body })
      exchange.status = answer.status
      exchange.endedAt = Date.now()
      return new Response(answer.body?.pipeThrough(counting(exchange)) ?? null, answer)
    } catch (error) {
      exchange.endedAt = Date.now()
      if (error instanceof OutboundRefused) exchange.refused = error.message
      throw error
    }
  }
}

/** What the API needs. The SDK would add the machine's system, processor and runtime, and headers from the environment. */
const NEEDED_HEADERS = ['accept', 'authorization', 'anthropic-version', 'content-type', 'user-agent']

function neededHeaders(given: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries([...new Headers(given)].filter(([name]) => NEEDED_HEADERS.includes(name)))
}

type Send = (url: URL, init: RequestInit & { body: Uint8Array<ArrayBuffer> }) => Promise<Response>

/**
 * On a connection of its own: an idle one may have been closed while a large log was being condensed, and a request that
 * dies on it would be sent, and perhaps paid, twice.
 */
const plainFetch: Send = (url, init) =>
  fetch(url, {
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), connection: 'close' },
    redirect: 'error',
  })

function guardedFetch({ timeoutMs, allow }: WireOptions): Send {
  const limits = { timeoutMs, maxBytes: MAX_REPLY_BYTES, maxRedirects: 0 }
  const out: OutboundFetch = allow === undefined ? outbound(limits) : outbound(limits, allow)
  return (url, { method = 'GET', headers, body, signal }) =>
    out(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body,
      ...(signal ? { signal } : {}),
    })
}

function counting(exchange: Exchange): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      exchange.bytesIn += chunk.byteLength
      exchange.endedAt = Date.now()
      if (exchange.bytesIn > MAX_REPLY_BYTES)
        controller.error(new Error(`the answer is larger than ${MAX_REPLY_BYTES} bytes`))
      else controller.enqueue(chunk)
    },
  })
}

function bytesOf(body: RequestInit['body']): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return new Uint8Array(body)
  if (body === undefined || body === null) return new Uint8Array()
  throw new TypeError('A body that cannot be hashed is not sent.')
}
