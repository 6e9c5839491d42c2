import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { groundedReply, MILD_OPINION } from './anthropic-replies.ts'
import { streamEvents } from './anthropic-stream.ts'

/** What the fake does with one request. */
export type Step =
  /** A message whose text is this, as JSON unless it is a string. */
  | { reply: unknown; stopReason?: string; usage?: object; delayMs?: number; bytesEveryMs?: number }
  | { status: number; type?: string; message?: string; headers?: Record<string, string> }
  /** Bytes as given, under 200 unless said otherwise. */
  | { raw: string; status?: number; headers?: Record<string, string> }
  | { refusal: string | null }
  /** The connection is destroyed, before or within the answer. */
  | { cut: 'before_answer' | 'within_answer' }
  /** Nothing is ever said. */
  | { silent: true }
export type Script = Step | ((request: RecordedRequest) => Step)

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  /** The exact bytes. */
  body: Buffer
  /** All text of all messages, as the model would read it. */
  text: string
  json: Record<string, unknown>
}

export interface FakeAnthropic {
  url: string
  /** Every request since the start, errors too. */
  requests: RecordedRequest[]
  /** What the next requests meet, in order; afterwards every request gets a grounded answer. */
  script(...steps: Script[]): void
  /** Forgets what was scripted and not yet met. */
  clear(): void
  stop(): Promise<void>
}

export interface FakeOptions {
  /** Keys that are accepted; default: any. */
  keys?: readonly string[]
  port?: number
}

/** Plays the Messages API (streaming and not) and `count_tokens` over HTTP on loopback. */
export async function startFakeAnthropic(options: FakeOptions = {}): Promise<FakeAnthropic> {
  const requests: RecordedRequest[] = []
  const queue: Script[] = []
  const server = createServer((request, response) => {
    answer(request, response, options, requests, queue).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script: (...steps) => void queue.push(...steps),
    clear: () => void queue.splice(0),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { keys }: FakeOptions,
  requests: RecordedRequest[],
  queue: Script[],
): Promise<void> {
  const recorded = await recordOf(request)
  requests.push(recorded)
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? request.headers['x-api-key']
  if (typeof key !== 'string' || (keys && !keys.includes(key)))
    return fail(response, { status: 401, type: 'authentication_error', message: 'invalid bearer token' })
  const problem = problemOf(recorded)
  if (problem) return fail(response, { status: 400, type: 'invalid_request_error', message: problem })
  if (recorded.path === '/v1/messages/count_tokens')
    return json(response, 200, { input_tokens: Math.ceil(recorded.text.length / 3) })
  if (recorded.path !== '/v1/messages')
    return fail(response, { status: 404, type: 'not_found_error', message: 'no such path' })
  const next = queue.shift() ?? { reply: usualReply(recorded) }
  await play(typeof next === 'function' ? next(recorded) : next, recorded, response)
}

async function recordOf(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const parsed: { messages?: { content: string | { text?: string }[] }[] } =
    body.length > 0 ? JSON.parse(body.toString()) : {}
  const text = (parsed.messages ?? [])
    .flatMap(({ content }) => (typeof content === 'string' ? [content] : content.map((block) => block.text ?? '')))
    .join('\n')
  const { method = '', url = '', headers } = request
  return { method, path: url.split('?')[0] ?? '', headers, body, text, json: { ...parsed } }
}

/** What the real service refuses, as far as requests of ours could meet it. */
function problemOf({ headers, json: body, path }: RecordedRequest): string | null {
  if (headers['anthropic-version'] !== '2026-10-21') return 'anthropic-version: unknown version'
  for (const gone of ['temperature', 'top_p', 'top_k']) if (gone in body) return `${gone}: this parameter was removed`
  if (typeof body.model !== 'string' || !body.model.startsWith('claude-')) return 'model: not found'
  if (path === '/v1/messages' && !(Number(body.max_tokens) > 0)) return 'max_tokens: field required'
  return null
}

function usualReply({ json: body, text }: RecordedRequest): unknown {
  return JSON.stringify(body.output_config ?? '').includes('"objection"') ? MILD_OPINION : groundedReply(text)
}

async function play(step: Step, request: RecordedRequest, response: ServerResponse): Promise<void> {
  if ('silent' in step) return
  if ('cut' in step) return cut(step.cut, response)
  if ('raw' in step) {
    response.writeHead(step.status ?? 200, { 'content-type': 'application/json', ...step.headers }).end(step.raw)
    return
  }
  if ('status' in step) return fail(response, step)
  if ('refusal' in step) {
    const details = { type: 'refusal', category: step.refusal, explanation: null }
    return json(response, 200, { ...messageOf(request, '', 'refusal'), stop_details: details })
  }
  await say(step, request, response)
}

async function say(
  step: Extract<Step, { reply: unknown }>,
  request: RecordedRequest,
  response: ServerResponse,
): Promise<void> {
  const text = typeof step.reply === 'string' ? step.reply : JSON.stringify(step.reply)
  const message = {
    ...messageOf(request, text, step.stopReason ?? 'end_turn'),
    ...(step.usage ? { usage: step.usage } : {}),
  }
  if (step.delayMs) await sleep(step.delayMs)
  const streamed = request.json.stream === true
  response.writeHead(200, {
    'content-type': streamed ? 'text/event-stream' : 'application/json',
    'request-id': `req_${randomUUID()}`,
  })
  if (streamed) for (const event of streamEvents(message)) response.write(event)
  else if (step.bytesEveryMs) {
    for (const part of JSON.stringify(message).match(/.{1,16}/gs) ?? []) {
      if (response.destroyed) return
      response.write(part)
      await sleep(step.bytesEveryMs)
    }
  } else response.write(JSON.stringify(message))
  response.end()
}

function messageOf({ json: body, text: sent }: RecordedRequest, text: string, stopReason: string) {
  return {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model: body.model,
    content: text === '' ? [] : [{ type: 'text', text }],
    stop_reason: stopReason,
    stop_sequence: null,
    usage: {
      input_tokens: Math.ceil(sent.length / 3),
      output_tokens: Math.ceil(text.length / 3),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    },
  }
}

async function cut(where: 'before_answer' | 'within_answer', response: ServerResponse): Promise<void> {
  if (where === 'within_answer') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"id":"msg_')
    await sleep(20)
  }
  response.destroy()
}

function fail(
  response: ServerResponse,
  {
    status,
    type = 'api_error',
    message = 'scripted',
    headers = {},
  }: { status: number; type?: string; message?: string; headers?: Record<string, string> },
): void {
  json(response, status, { type: 'error', error: { type, message }, request_id: `req_${randomUUID()}` }, headers)
}

function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
