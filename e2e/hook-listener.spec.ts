import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { addresses, test } from './cast.ts'

// A delivery is answered before the framework is asked, and by its route where its address is written in another way: nobody can
// tell which. An address with a query is such another way.

interface Told {
  status: number
  headers: string[]
  body: string
}

/** Everything that stands in the answer but its time; names as they are on the wire. */
function tell(path: string, { method = 'POST', headers = {}, body = Buffer.from('{}') }: Asked): Promise<Told> {
  // Whoever asks for the connection to be closed may lose the framework's answer while they still write.
  const agent = new http.Agent({ keepAlive: true })
  return new Promise<Told>((resolve, reject) => {
    const request = http.request(addresses().url + path, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('end', () => {
        const raw = response.rawHeaders
        const lines = raw.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${raw[i + 1]}`] : []))
        const told = lines.filter((line) => !/^date:/i.test(line)).sort()
        resolve({ status: response.statusCode ?? 0, headers: told, body: Buffer.concat(chunks).toString() })
      })
    })
    request.once('error', reject)
    request.end(body)
  }).finally(() => agent.destroy())
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: Buffer
}

const chunked = { 'transfer-encoding': 'chunked' }
const ASKED: Record<string, Asked> = {
  'an unknown endpoint': {},
  'another method of the same door': { method: 'PUT' },
  'a method that no door has': { method: 'GET', body: Buffer.alloc(0) },
  'a client that takes compressed answers': { headers: { 'accept-encoding': 'gzip, br' } },
  'a body without its length': { headers: chunked },
  'a body of the wrong encoding': { headers: { 'content-encoding': 'gzip' } },
  'a body that is small when compressed': {
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(5_000_000, 32)),
  },
  'a body that says it is too large': { body: Buffer.alloc(4 * 1024 * 1024 + 1, 32) },
  'a client that claims an address': { headers: { 'x-forwarded-for': '198.51.100.7, 198.51.100.8' } },
  'no body': { body: Buffer.alloc(0), headers: { 'content-length': '0' } },
}

for (const [name, asked] of Object.entries(ASKED)) {
  test(`${name}: one answer, with and without the framework`, async () => {
    const path = `/api/hooks/${randomUUID()}`
    const [before, route] = [await tell(path, asked), await tell(`${path}?route`, asked)]
    expect(before).toEqual(route)
  })
  test(`${name}, to a door with a token: one answer`, async () => {
    const path = `/api/hooks/${randomUUID()}/${'t'.repeat(43)}`
    const [before, route] = [await tell(path, asked), await tell(`${path}?route`, asked)]
    expect(before).toEqual(route)
  })
}

test('a body that is too large never takes its answer with it, also where the connection is to be closed', async () => {
  for (let time = 0; time < 20; time += 1) {
    for (const headers of [{ connection: 'close' }, { connection: 'close', ...chunked }]) {
      const body = Buffer.alloc(6 * 1024 * 1024, 32)
      expect(await tell(`/api/hooks/${randomUUID()}`, { headers, body })).toMatchObject({ status: 413 })
    }
  }
})

test('a body that never ends is not read for ever', async () => {
  const request = http.request(`${addresses().url}/api/hooks/${randomUUID()}`, {
    method: 'POST',
    headers: chunked,
    agent: false,
  })
  const began = Date.now()
  const closed = new Promise<void>((resolve) => request.once('close', resolve))
  request.on('error', () => undefined)
  const status = new Promise<number | undefined>((resolve) =>
    request.once('response', (answer) => resolve(answer.resume().statusCode)),
  )
  const writes = setInterval(() => request.write(Buffer.alloc(256 * 1024, 32)), 20)
  try {
    expect(await status).toBe(413)
    await closed
    expect(Date.now() - began).toBeLessThan(20_000)
  } finally {
    clearInterval(writes)
    request.destroy()
  }
})

test('a limit is one limit, whoever counts, and says so in one way', async () => {
  test.setTimeout(120_000)
  const path = `/api/hooks/${randomUUID()}`
  const from = { headers: { 'x-forwarded-for': '198.51.100.99' } }
  for (let sent = 0; sent < 3_000; sent += 50)
    await Promise.all(Array.from({ length: 50 }, (_, i) => tell(i % 2 === 0 ? path : `${path}?route`, from)))
  const [before, route] = [await tell(path, from), await tell(`${path}?route`, from)]
  const untimed = ({ status, headers, body }: Told) => ({
    status,
    headers: headers.filter((line) => !/^(retry-after|content-length):/i.test(line)),
    body: body.replace(/\d+/g, 'N'),
  })
  expect(before.status).toBe(429)
  expect(untimed(before)).toEqual(untimed(route))
})
