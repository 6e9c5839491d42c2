import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the fake answers to the next requests; then it takes messages again. */
export interface SlackAnswer {
  status: number
  body: string
  headers?: Record<string, string>
  /** Takes the message and closes the connection without a word. */
  hangUp?: boolean
}

export interface ReceivedMessage {
  path: string
  headers: http.IncomingHttpHeaders
  /** The JSON as it came, and as it reads. */
  raw: string
  message: { text?: string; blocks?: unknown[] }
  /** What was answered; null where the connection was closed without a word. */
  status: number | null
}

export interface FakeSlack {
  /** `127.0.0.1:port`, for LETHE_OUTBOUND_ALLOW. */
  host: string
  /** An incoming webhook's address. */
  webhookUrl: string
  received: readonly ReceivedMessage[]
  /** Answers in this order before it takes messages again. */
  script(...answers: SlackAnswer[]): void
  /** Forgets what was scripted and not yet met. */
  clear(): void
  close(): Promise<void>
}

/** Slack's incoming webhooks on loopback: 200 and `ok` for JSON with a text, `invalid_payload` otherwise. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const received: ReceivedMessage[] = []
  const scripted: SlackAnswer[] = []
  const server = http.createServer(async (request, response) => {
    const raw = await readAll(request)
    const message = parse(raw)
    const answer = scripted.shift() ?? judge(request, message)
    const status = answer.hangUp ? null : answer.status
    received.push({ path: request.url ?? '', headers: request.headers, raw, message: message ?? {}, status })
    if (answer.hangUp) return request.socket.destroy()
    response.writeHead(answer.status, { 'content-type': 'text/html', ...answer.headers }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    webhookUrl: `http://${host}/services/T000/B000/fake`,
    received,
    script: (...answers) => void scripted.push(...answers),
    clear: () => void scripted.splice(0),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function judge(request: http.IncomingMessage, message: ReceivedMessage['message'] | null): SlackAnswer {
  if (request.method !== 'POST' || !request.url?.startsWith('/services/')) return { status: 404, body: 'no_service' }
  if (!message) return { status: 400, body: 'invalid_payload' }
  if (!message.text && !message.blocks) return { status: 400, body: 'no_text' }
  if ((message.blocks?.length ?? 0) > 50 || JSON.stringify(message.blocks ?? []).length > 13_200) {
    return { status: 400, body: 'invalid_blocks' }
  }
  return { status: 200, body: 'ok' }
}

function parse(raw: string): ReceivedMessage['message'] | null {
  try {
    return JSON.parse(raw) as ReceivedMessage['message']
  } catch {
    return null
  }
}

async function readAll(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
