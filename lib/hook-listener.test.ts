import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { offerHooks } from './hook-answer.ts'
import { standBefore } from './hook-listener.ts'
import { HOOK_MAX_BYTES } from './pipeline/receive-alert.ts'
import { beginWork } from './queue/in-hand.ts'

offerHooks()
const open: http.Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) if (server.listening) server.close()
})

/** A framework that answers everything with 418. */
async function started(): Promise<{ server: http.Server; url: string; asked: string[] }> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    response.writeHead(418).end()
  })
  standBefore(server)
  open.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('what is answered before the framework', () => {
  it('is a delivery to an address as we give it out, and nothing else', async () => {
    const { url, asked } = await started()
    const others = [
      ['GET', '/api/hooks/a'],
      ['DELETE', '/api/hooks/a'],
      ['PUT', '/api/hooks/a/token'],
      ['POST', '/api/hooks/a?x'],
      ['POST', '/api/hooks/a/'],
      ['POST', '/api/hooks/'],
      ['POST', '/api/hooks//a'],
      ['POST', '/api/hooks/a/b/c'],
      ['POST', '/api/hooks/%61'],
      ['POST', '/api/hooks/..%2fv1'],
      ['POST', '/API/hooks/a'],
      ['POST', `/api/hooks/${'a'.repeat(65)}`],
      ['POST', '/api/v1/analyses'],
    ] as const
    for (const [method, path] of others) expect((await fetch(url + path, { method })).status, path).toBe(418)
    expect(asked).toEqual(others.map((one) => one.join(' ')))
    for (const path of ['/api/hooks/a', '/api/hooks/a/token']) {
      const body = Buffer.alloc(HOOK_MAX_BYTES + 1)
      const answer = await fetch(url + path, { method: 'POST', body })
      expect(answer.status).toBe(413)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect(asked.length).toBe(others.length)
  })

  it('is counted while it comes: a body without a length ends at the limit', async () => {
    const { url } = await started()
    const request = http.request(`${url}/api/hooks/a`, { method: 'POST', agent: false })
    const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
    // Never ended: the answer comes as soon as it is too much.
    for (let sent = 0; sent <= HOOK_MAX_BYTES; sent += 65_536) request.write(Buffer.alloc(65_536))
    const [response] = await answered
    expect(response.statusCode).toBe(413)
    request.destroy()
  })

  it('may break off in the middle, and the server goes on', async () => {
    const { url } = await started()
    for (let n = 0; n < 20; n++) {
      const request = http.request(`${url}/api/hooks/a`, { method: 'POST', agent: false }).on('error', () => {})
      request.write('half')
      await new Promise((resolve) => setTimeout(resolve, n))
      request.destroy()
    }
    expect((await fetch(`${url}/other`)).status).toBe(418)
  })
})

it('a server that is told to end has closed when what it answered has been worked on', async () => {
  const { server } = await started()
  let finish: () => void = () => {}
  beginWork(
    () =>
      new Promise((resolve) => {
        finish = resolve
      }),
  )
  let closed = false
  server.close(() => {
    closed = true
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(closed).toBe(false)
  finish()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(closed).toBe(true)
})
