import { readFileSync } from 'node:fs'
import net from 'node:net'
import { expect } from '@playwright/test'
import { addresses, cookieOf, newPerson, openSession, signIn, test } from './cast.ts'
import { listRoutes } from './route-list.ts'

// What the server does beside its pages: messages that do not fit, methods nobody needs, paths that are none, what its log says.

/** Sends bytes as they are, and answers the status line. */
function raw(bytes: string): Promise<string> {
  const { port } = new URL(addresses().url)
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
      socket.destroy()
    })
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
    socket.setTimeout(10_000, () => socket.destroy())
  })
}

const HOST = 'Host: localhost\r\n'

test('a message whose length is said twice is refused (request smuggling)', async () => {
  const post = 'POST /api/account HTTP/1.1\r\n'
  for (const headers of [
    'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
    'Content-Length: 4\r\nContent-Length: 5\r\n',
    'Transfer-Encoding: xchunked\r\n',
    'Content-Length : 4\r\n',
  ]) {
    expect(await raw(`${post}${HOST}${headers}\r\n0\r\n\r\n`), headers).toMatch(/^HTTP\/1\.1 400/)
  }
})

test('TRACE is not answered with what was sent', async () => {
  expect(await raw(`TRACE / HTTP/1.1\r\n${HOST}X-Secret: told\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 2/)
})

test('no folder is listed, and no file of the source or of its history is served', async () => {
  for (const path of [
    '/.git/HEAD',
    '/.git/config',
    '/.env',
    '/package.json',
    '/prisma/schema.prisma',
    '/_next/',
    '/_next/static/',
    '/.lethe/keys/ring.json',
    '/..%2fpackage.json',
    '/lib/env.ts',
  ]) {
    const answer = await fetch(addresses().url + path, { redirect: 'manual' })
    expect(answer.status, path).toBe(404)
    expect(await answer.text(), path).not.toMatch(/"dependencies"|\[core\]|generator client/)
  }
})

test('every answer has a type that is not guessed at, and none lets another origin read it', async () => {
  const cookie = await cookieOf('alice')
  for (const { path, methods } of listRoutes()) {
    if (!methods.includes('GET') || path.includes('live') || path.includes('[')) continue
    const answer = await fetch(addresses().url + path, {
      headers: { cookie, origin: 'https://evil.example' },
      redirect: 'manual',
    })
    expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(answer.headers.get('access-control-allow-origin'), path).toBeNull()
    expect(answer.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('strict-transport-security'), path).toContain('includeSubDomains')
    expect(answer.headers.get('server'), path).toBeNull()
    expect(answer.headers.get('x-powered-by'), path).toBeNull()
    await answer.body?.cancel()
  }
})

test('signing out clears what the browser kept', async ({ page, context }) => {
  await signIn(context, await newPerson())
  await page.goto('/settings/account')
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/api/auth/signout') && response.request().method() === 'POST',
  )
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  expect((await (await answered).allHeaders())['clear-site-data']).toBe('"cache", "storage"')
  await page.waitForURL('**/sign-in**')
})

test('what is refused stands in the server’s log, without anything that was sent', async () => {
  const { session, device } = await openSession('bob')
  const secret = `told-${Date.now()}`
  const headers = {
    cookie: `__Host-lethe-session=${session}; __Host-device=${device}`,
    'content-type': 'application/json',
  }
  const refused = await fetch(`${addresses().url}/api/invitations`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: secret }),
  })
  expect(refused.status).toBe(403)
  const log = () => readFileSync(addresses().log, 'utf8')
  await expect
    .poll(log)
    .toContain('"message":"request refused","rule":"forbidden","door":"api","permission":"member:manage"')
  expect(log()).not.toContain(secret)
  expect(log()).not.toContain(session)
})
