import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { addresses, cookieOf, test } from './cast.ts'
import { listRoutes } from './route-list.ts'

// The doors of senders: nobody is redirected, strangers are not told anything, and a token in an address stays out of the log.

const hooks = listRoutes().filter(({ path }) => path.startsWith('/api/hooks/'))
const token = () => randomBytes(32).toString('base64url')
const filled = (path: string, id: string) => path.replace('[endpointId]', id).replace('[token]', token())

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const body = init.method === 'GET' ? {} : { body: '{"title":"x"}' }
  return fetch(`${addresses().url}${path}`, { method: 'POST', redirect: 'manual', ...body, ...init })
}

test('both doors are there, for those who sign and for those who cannot', () => {
  expect(hooks.map(({ path }) => path).sort()).toEqual(['/api/hooks/[endpointId]', '/api/hooks/[endpointId]/[token]'])
})

test('a stranger gets one answer, whatever the endpoint, the method and the sign-in', async () => {
  const cookie = await cookieOf('alice')
  const answers = await Promise.all(
    hooks.flatMap(({ path, methods }) =>
      methods.flatMap((method) =>
        [randomUUID(), 'nonsense', "1' or '1'='1", '..%2f..'].flatMap((id) =>
          [{}, { cookie }].map(async (headers) => {
            const answer = await send(filled(path, encodeURIComponent(id)), { method, headers })
            return `${answer.status} ${await answer.text()}`
          }),
        ),
      ),
    ),
  )
  expect(answers.length).toBeGreaterThan(20)
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatch(/^401 /)
})

test('no path of a hook redirects: senders do not follow', async () => {
  for (const { path } of hooks) {
    for (const address of [
      filled(path, randomUUID()),
      `${filled(path, randomUUID())}/`,
      `${filled(path, randomUUID())}?x=1`,
    ]) {
      const answer = await send(address, { headers: { 'content-type': 'text/plain; charset=UTF-8' } })
      expect([answer.status, answer.headers.get('location')], address.replace(/[\w-]{43}/, 'TOKEN')).toEqual([
        401,
        null,
      ])
    }
    expect((await send(filled(path, randomUUID()), { method: 'GET' })).status).toBe(405)
  }
})

test('a token in an address is in no line that the server prints, whatever goes wrong', async () => {
  const secret = token()
  const path = `/api/hooks/${randomUUID()}/${secret}`
  await send(path)
  await send(path, { body: new Uint8Array(5 * 1024 * 1024) })
  await send(path, { headers: { 'content-encoding': 'gzip' }, body: 'no gzip' })
  await send(path, { method: 'GET' })
  await send(`${path}/further`)
  expect(readFileSync(addresses().log, 'utf8')).not.toContain(secret)
})
