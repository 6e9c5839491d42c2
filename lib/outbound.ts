import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { env } from './env.ts'
import { type CheckedAddress, checkedAddress, OutboundRefused } from './outbound-address.ts'

/**
 * The one way out for addresses that a customer or an alert can influence: https only, resolved once, private ranges
 * refused, connected to the checked address, every redirect checked again, time and size limited.
 */

export interface OutboundLimits {
  /** Until the whole answer has been read. */
  timeoutMs: number
  /** Of the answer's body. More ends the body with an error. */
  maxBytes: number
  /** 0 where a redirect is a failure, as for webhooks. Only GET is followed. */
  maxRedirects: number
}

export type OutboundFetch = (input: string | URL, init?: OutboundInit) => Promise<Response>

export interface OutboundInit {
  method?: string
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  signal?: AbortSignal
}

/** A fetch under limits. `allow` holds exact host:port pairs that may be local and plain http (tests, self-hosters). Throws OutboundRefused before anything is sent; network failures and time-outs as errors. */
export function outbound(limits: OutboundLimits, allow: readonly string[] = env().outboundAllow): OutboundFetch {
  return async (input, init = {}) => {
    const signal = AbortSignal.any([AbortSignal.timeout(limits.timeoutMs), ...(init.signal ? [init.signal] : [])])
    let url = new URL(input)
    for (let hop = 0; ; hop++) {
      const answer = await connect(url, { ...init, signal }, limits.maxBytes, allow)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || location === null) return answer
      await answer.body?.cancel()
      if (hop >= limits.maxRedirects || (init.method ?? 'GET') !== 'GET') {
        throw new OutboundRefused(`${url.host} answered with a redirect, which is not followed here.`)
      }
      const next = new URL(location, url)
      // A secret in a header was meant for the first host only.
      if (next.origin !== url.origin) init = { ...init, headers: {} }
      url = next
    }
  }
}

async function connect(
  url: URL,
  init: OutboundInit & { signal: AbortSignal },
  maxBytes: number,
  allow: readonly string[],
): Promise<Response> {
  const allowed = allow.includes(hostPort(url))
  if (url.protocol !== 'https:' && !(allowed && url.protocol === 'http:')) {
    throw new OutboundRefused(`${url.host} must be reached by https.`)
  }
  if (url.username !== '' || url.password !== '')
    throw new OutboundRefused('A URL with a user name or password is not used.')
  const address = allowed ? undefined : await checkedAddress(url.hostname)
  const message = await send(url, init, address)
  return new Response(limitedBody(message, maxBytes), {
    status: message.statusCode ?? 502,
    headers: Object.entries(message.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    ),
  })
}

function send(
  url: URL,
  init: OutboundInit & { signal: AbortSignal },
  address: CheckedAddress | undefined,
): Promise<http.IncomingMessage> {
  const client = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const request = client.request(url, {
      method: init.method ?? 'GET',
      headers: { ...init.headers },
      signal: init.signal,
      // No connection is shared: a later request must not ride on an address that was checked for another.
      agent: false,
      ...(address ? { lookup: pinned(address) } : {}),
    })
    request.once('response', resolve)
    request.once('error', reject)
    request.end(init.body)
  })
}

/** Answers every look-up with the address that was checked, so that a second answer of the name server changes nothing. */
function pinned({ address, family }: CheckedAddress): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

function limitedBody(message: http.IncomingMessage, maxBytes: number): ReadableStream<Uint8Array> | null {
  if ([204, 205, 304].includes(message.statusCode ?? 0)) {
    message.resume()
    return null
  }
  let size = 0
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBytes) {
        message.destroy()
        controller.error(new Error(`the answer is larger than ${maxBytes} bytes`))
      } else controller.enqueue(chunk)
    },
  })
  return (Readable.toWeb(message) as ReadableStream<Uint8Array>).pipeThrough(limit)
}

function hostPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
}
