import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A small proxy in front of several servers: each in turn; one that takes no connection is passed over. */
export interface RoundRobin {
  url: string
  /** Requests that each server answered, by its address. */
  served: Map<string, number>
  /** Puts another server in the place of one. */
  replace(old: string, next: string): void
  close(): Promise<void>
}

const TRIES = 20

export async function startRoundRobin(servers: readonly string[], port: number): Promise<RoundRobin> {
  const targets = [...servers]
  const served = new Map<string, number>()
  const agent = new http.Agent({ keepAlive: false })
  let turn = 0
  const proxy = http.createServer(async (request, response) => {
    const body: Buffer[] = []
    for await (const chunk of request) body.push(chunk as Buffer)
    for (let tries = 0; tries < TRIES; tries++) {
      const target = targets[turn++ % targets.length] ?? ''
      const answer = await forward(agent, target, request, Buffer.concat(body))
      if (answer === null) {
        // It takes no connection: nothing of the request has reached it.
        await sleep(25)
        continue
      }
      served.set(target, (served.get(target) ?? 0) + 1)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.once('error', () => response.destroy())
      return
    }
    response.writeHead(503).end()
  })
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${port}`,
    served,
    replace: (old, next) => void targets.splice(targets.indexOf(old), 1, next),
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve())
        proxy.closeAllConnections()
      }),
  }
}

/** The answer, or null where no connection could be made. */
function forward(
  agent: http.Agent,
  target: string,
  { method = 'GET', url = '/', headers, socket }: http.IncomingMessage,
  body: Buffer,
): Promise<http.IncomingMessage | null> {
  const from = headers['x-forwarded-for'] ?? socket.remoteAddress ?? ''
  return new Promise((resolve) => {
    const sent = http.request(
      target + url,
      { method, agent, headers: { ...headers, connection: 'close', 'x-forwarded-for': from } },
      resolve,
    )
    sent.once('error', () => resolve(null))
    sent.end(body)
  })
}
