import http from 'node:http'
import { expect } from '@playwright/test'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { seededRandom } from '../lib/pipeline/redact/seeded-random.ts'
import { addresses, newPerson, openSession, test } from './cast.ts'
import { fill, listRoutes, NOBODY } from './route-list.ts'

// Cookies and headers as no browser sends them, to every route. Nothing may break: no answer of 500 or above, no hanging, and
// nobody comes in. From a fixed seed; LETHE_FUZZ_COUNT=50000 for the long run.

const COUNT = Number(process.env.LETHE_FUZZ_COUNT ?? 2_000)
const random = seededRandom('headers')
const below = (limit: number) => Math.floor(random() * limit)
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T

const COOKIES = [
  SESSION_COOKIE,
  DEVICE_COOKIE,
  '__Host-next-auth.csrf-token',
  '__Secure-next-auth.callback-url',
  'next-auth.session-token',
  '__proto__',
  'constructor',
  '',
]
const HEADERS = [
  ...[
    'authorization',
    'accept',
    'accept-encoding',
    'accept-language',
    'content-type',
    'origin',
    'referer',
    'user-agent',
  ],
  ...['host', 'forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip', 'via', 'range'],
  ...[
    'if-none-match',
    'if-modified-since',
    'sec-fetch-site',
    'sec-fetch-mode',
    'sec-fetch-dest',
    'x-http-method-override',
  ],
  ...['x-lethe-workspace', 'x-nonce', 'content-security-policy', 'lethe-timestamp', 'lethe-nonce', 'lethe-signature'],
  ...['idempotency-key', 'rsc', 'next-router-prefetch', 'next-url', 'next-action', 'next-router-state-tree'],
  ...[
    'x-middleware-subrequest',
    'x-invoke-path',
    'x-matched-path',
    'x-nextjs-data',
    'purpose',
    'upgrade-insecure-requests',
  ],
]
const VALUES = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'null',
    'undefined',
    'true',
    '{}',
    '[]',
    '"',
    '%',
    '%00',
    '%ff',
    '%u0000',
    '../../etc/passwd',
  ],
  ...[
    '__proto__',
    '*',
    '*/*;q=9',
    'gzip;q=nan',
    'bytes=0-',
    'bytes=9-1',
    'Bearer ',
    'Bearer lethe_live_',
    'Basic =',
    'text/html,,;',
  ],
  ...[
    'https://evil.example',
    'null, null',
    'javascript:alert(1)',
    '127.0.0.1:0',
    '[::1',
    'a'.repeat(4_000),
    '\u00ff\u00fe',
    '\t',
    ';;;==',
    '=;=',
  ],
  ...[
    'application/json; charset=utf-9',
    'multipart/form-data; boundary=',
    '%5B%22%22%5D',
    '[""]',
    'same-origin',
    'cross-site',
    '1',
  ],
]

function value(): string {
  const text = oneOf(VALUES)
  const kind = below(6)
  if (kind === 0) return text + text
  if (kind === 1)
    return Array.from({ length: below(40) }, () =>
      String.fromCharCode(below(3) === 0 ? 0x80 + below(0x80) : 0x20 + below(0x5f)),
    ).join('')
  if (kind === 2) return Buffer.from(text, 'latin1').toString('base64url')
  return text
}

function cookies(own: string): string {
  const made = Array.from({ length: 1 + below(4) }, () => `${oneOf(COOKIES)}${oneOf(['=', '==', '', ' = '])}${value()}`)
  if (below(4) === 0) made.splice(below(made.length + 1), 0, own)
  return made.join(oneOf(['; ', ';', ', ', ' ; ;']))
}

/** Status; 0 where the server ended the connection without one. */
function send(agent: http.Agent, method: string, path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(addresses().url)
  return new Promise((resolve) => {
    const request = http.request({ agent, hostname, port, method, path, headers, timeout: 30_000 }, (answer) => {
      answer.resume()
      // A stream of events does not end by itself.
      if (/event-stream/.test(answer.headers['content-type'] ?? '')) answer.destroy()
      answer.once('close', () => resolve(answer.statusCode ?? 0))
    })
    request.once('error', () => resolve(0))
    request.once('timeout', () => request.destroy(new Error('no answer')))
    request.end(method === 'GET' ? undefined : '{}')
  })
}

test('no cookie and no header breaks anything', async () => {
  test.setTimeout(60_000 + COUNT * 60)
  const { session, device } = await openSession(await newPerson())
  const own = `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`
  const targets = listRoutes().flatMap((route) =>
    route.methods.map((method) => ({ method, path: fill(route, NOBODY) })),
  )
  const agent = new http.Agent({ keepAlive: true, maxSockets: 12 })
  const broken = new Map<string, number>()
  const statuses = new Map<number, number>()
  const one = async () => {
    const { method, path } = oneOf(targets)
    const headers: Record<string, string> = { 'x-forwarded-for': `10.${below(256)}.${below(256)}.${below(256)}` }
    if (below(3) > 0) headers.cookie = cookies(own)
    for (let left = below(4); left > 0; left--) headers[oneOf(HEADERS)] = value()
    const status = await send(agent, method, path, headers)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    // Readiness says 503 by design where a part is missing; here none is.
    if (status >= 500 || status === 0) {
      const what = `${status} ${method} ${path} ${JSON.stringify(headers).slice(0, 400)}`
      broken.set(what, (broken.get(what) ?? 0) + 1)
    }
  }
  let sent = 0
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      while (sent++ < COUNT) await one()
    }),
  )
  agent.destroy()
  process.stdout.write(
    `${COUNT} requests: ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}\n`,
  )
  expect([...broken.keys()].slice(0, 20)).toEqual([])
  expect((await fetch(`${addresses().url}/api/ready`)).status).toBe(200)
})
