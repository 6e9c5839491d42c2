import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedPost {
  method: string
  path: string
  headers: http.IncomingHttpHeaders
  raw: string
}

export interface Reply {
  status: number
  body?: string
  headers?: Record<string, string>
}

export interface FakeReceiver {
  /** `127.0.0.1:port`, for LETHE_OUTBOUND_ALLOW. */
  host: string
  origin: string
  received: readonly ReceivedPost[]
  /** Replies in this order, then the standing one again. */
  script(...replies: Reply[]): void
  close(): Promise<void>
}

/** Any HTTP receiver on loopback: keeps what it is sent and answers what it is told to (Teams, Discord, PagerDuty, Slack's Web API, a server of a customer's). */
export async function startFakeReceiver(standing: Reply = { status: 200, body: '{"ok":true}' }): Promise<FakeReceiver> {
  const received: ReceivedPost[] = []
  const scripted: Reply[] = []
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url: path = '', headers } = request
    received.push({ method, path, headers, raw: Buffer.concat(chunks).toString('utf8') })
    const { status, body = '', headers: more = {} } = scripted.shift() ?? standing
    response.writeHead(status, { 'content-type': 'application/json', ...more }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    origin: `http://${host}`,
    received,
    script: (...replies) => void scripted.push(...replies),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
