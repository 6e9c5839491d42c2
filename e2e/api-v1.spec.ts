import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { analysisListSchema, answeredAnalysisSchema, problemSchema } from '../lib/api/schemas.ts'
import { SCOPE_NAMES } from '../lib/api/scopes.ts'
import { signatureOf } from '../lib/api/signed-request.ts'
import { addresses, asSuperuser, newColleague, newPerson, openKey, pageHeaders, test } from './cast.ts'

// The API of programs: who a key lets in, what it says, and that the same request is done once.

const LOG = { text: 'INFO start\nFATAL: sorry, too many clients already\nERROR exit code 1' }

function call(key: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return fetch(`${addresses().url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

test('a log goes in, its analysis comes out, is listed, read and deleted, each in the form that the document says', async () => {
  const key = await openKey(await newPerson(), SCOPE_NAMES)
  const made = await call(key, 'POST', '/analyses', LOG)
  expect(made.status).toBe(201)
  const first = answeredAnalysisSchema.parse(await made.json())
  expect(first.source).toBe('api')
  expect(made.headers.get('location')).toBe(`/api/v1/analyses/${first.id}`)
  expect(made.headers.get('ratelimit-policy')).toBe('"minute";q=600;w=60')
  expect(made.headers.get('ratelimit')).toMatch(/^"minute";r=599;t=\d{1,2}$/)
  expect(JSON.stringify(first)).toContain('too many clients')
  const lines = { lines: [{ number: 7, text: 'FATAL: sorry, too many clients already' }] }
  const second = answeredAnalysisSchema.parse(await (await call(key, 'POST', '/analyses', lines)).json())
  expect(second.analysis.rootCauses[0]?.evidence[0]?.line).toBe(7)

  const stored = answeredAnalysisSchema.parse(await (await call(key, 'GET', `/analyses/${first.id}`)).json())
  expect(stored.analysis.title).toBe(first.analysis.title)
  expect(JSON.stringify(stored.analysis)).not.toContain('"quote"')
  const page = analysisListSchema.parse(await (await call(key, 'GET', '/analyses?limit=1')).json())
  expect(page.data.map(({ id }) => id)).toEqual([second.id])
  const rest = await call(key, 'GET', `/analyses?limit=1&cursor=${page.nextCursor}`)
  expect(analysisListSchema.parse(await rest.json())).toMatchObject({ data: [{ id: first.id }], nextCursor: null })

  expect((await call(key, 'DELETE', `/analyses/${first.id}`)).status).toBe(204)
  const gone = await call(key, 'GET', `/analyses/${first.id}`)
  expect([gone.status, gone.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  expect(problemSchema.parse(await gone.json()).happened).toBe('There is no such analysis here.')
  const events = await asSuperuser<{ action: string; detail: string }>(
    'select e.action, d.detail from audit_events e join audit_details d on d.id = e.id where d.subject = $1 order by e.seq',
    [first.id],
  )
  expect(events.map(({ action }) => action)).toEqual(['analysis.created', 'analysis.deleted'])
  for (const { detail } of events) expect(detail).toContain('"apiKey"')
})

test('a secret that a program sends is in no answer and no row', async () => {
  const secret = `${'gh'}${'p_'}${randomUUID().replaceAll('-', '')}ABCD`
  const key = await openKey(await newPerson(), SCOPE_NAMES)
  const made = await call(key, 'POST', '/analyses', { text: `ERROR login failed token=${secret}\nERROR exit code 1` })
  expect(made.status).toBe(201)
  expect(await made.text()).not.toContain(secret)
})

test('the same Idempotency-Key: done once, answered twice; another body is refused; of eight at once one is done', async () => {
  const key = await openKey(await newPerson(), SCOPE_NAMES)
  const name = { 'idempotency-key': randomUUID() }
  const first = await call(key, 'POST', '/analyses', LOG, name)
  const again = await call(key, 'POST', '/analyses', LOG, name)
  expect([first.status, again.status]).toEqual([201, 201])
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true'])
  expect(((await again.json()) as { id: string }).id).toBe(((await first.json()) as { id: string }).id)
  expect((await call(key, 'POST', '/analyses', { text: 'ERROR other' }, name)).status).toBe(422)
  const refused = { 'idempotency-key': randomUUID() }
  expect((await call(key, 'POST', '/analyses', {}, refused)).status).toBe(422)
  expect((await call(key, 'POST', '/analyses', LOG, refused)).status).toBe(201)

  const together = { 'idempotency-key': randomUUID() }
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(key, 'POST', '/analyses', LOG, together)))
  const ids = await Promise.all(
    answers.filter(({ status }) => status === 201).map(async (answer) => ((await answer.json()) as { id: string }).id),
  )
  expect(new Set(ids).size).toBe(1)
  for (const { status } of answers) expect([201, 409]).toContain(status)
  const listed = analysisListSchema.parse(await (await call(key, 'GET', '/analyses')).json())
  expect(listed.data).toHaveLength(3)
  expect((await call(key, 'POST', '/analyses', LOG, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(422)
})

test('a key ends with its member, narrows with the role, and obeys its networks', async () => {
  const owner = await newPerson()
  const admin = await newColleague(owner, 'admin')
  const key = await openKey(admin, SCOPE_NAMES)
  expect((await call(key, 'GET', '/analyses')).status).toBe(200)
  const inTeam =
    'user_id = (select id from users where email = $1) and tenant_id = (select m.tenant_id from memberships m join users u on u.id = m.user_id where u.email = $2 order by m.created_at limit 1)'
  await asSuperuser(`update memberships set role = 'viewer' where ${inTeam}`, [admin, owner])
  expect((await call(key, 'GET', '/analyses')).status).toBe(200)
  expect((await call(key, 'POST', '/analyses', LOG)).status).toBe(403)
  await asSuperuser(`delete from memberships where ${inTeam}`, [admin, owner])
  const after = await call(key, 'GET', '/analyses')
  expect([after.status, after.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="lethe"'])

  const near = await openKey(owner, SCOPE_NAMES, { allowedAddresses: ['192.0.2.0/24', '2001:db8::/32'] })
  const from = async (address: string) =>
    (await call(near, 'GET', '/analyses', undefined, { 'x-forwarded-for': address })).status
  expect(await from('192.0.2.77')).toBe(200)
  expect(await from('::ffff:192.0.2.1')).toBe(200)
  expect(await from('2001:db8::1')).toBe(200)
  expect(await from('192.0.3.1')).toBe(403)
  expect(await from('192.0.2.1, 203.0.113.9')).toBe(403)
  expect(await from('nonsense')).toBe(403)
  expect((await call(await openKey(owner, SCOPE_NAMES, { expired: true }), 'GET', '/analyses')).status).toBe(401)
})

test('a key is made, shown once, used and revoked on its page; a signed one takes each request once', async ({
  page,
  as,
}) => {
  const owner = await newPerson()
  await as(owner)
  await page.goto('/settings/api-keys')
  await page.getByRole('textbox', { name: 'Name' }).fill('CI of payments')
  await page.getByRole('checkbox', { name: /must be signed/ }).check()
  await page.getByRole('button', { name: 'Make the key' }).click()
  const shown = page.getByRole('region', { name: 'The new key' })
  await expect(shown.locator('pre')).toHaveCount(2)
  const [key = '', secret = ''] = await shown.locator('pre').allInnerTexts()
  expect(key).toMatch(/^lethe_live_[0-9A-Za-z]{49}$/)
  await page.screenshot({ path: 'test-results/api-keys.png', fullPage: true })
  await page.setViewportSize({ width: 360, height: 800 })
  await page.screenshot({ path: 'test-results/api-keys-360.png', fullPage: true })
  const [{ stored } = { stored: '' }] = await asSuperuser<{ stored: string }>(
    'select to_jsonb(k)::text as stored from api_keys k where hint = $1 order by created_at desc limit 1',
    [key.slice(-4)],
  )
  expect(stored).not.toContain(key)
  expect(stored).not.toContain(secret)

  const signed = () => {
    const parts = { timestamp: String(Math.floor(Date.now() / 1_000)), nonce: randomUUID() }
    const signature = signatureOf(secret, { ...parts, method: 'GET', path: '/api/v1/analyses', body: Buffer.alloc(0) })
    return { 'lethe-timestamp': parts.timestamp, 'lethe-nonce': parts.nonce, 'lethe-signature': signature }
  }
  const once = signed()
  expect((await call(key, 'GET', '/analyses')).status).toBe(401)
  expect((await call(key, 'GET', '/analyses', undefined, once)).status).toBe(200)
  expect((await call(key, 'GET', '/analyses', undefined, once)).status).toBe(401)
  expect((await call(key, 'GET', '/analyses?limit=1', undefined, signed())).status).toBe(401)

  await page.reload()
  await expect(page.getByText(key)).toHaveCount(0)
  await expect(page.getByText(/used 20\d\d-/)).toBeVisible()
  await page.getByRole('button', { name: 'Revoke CI of payments' }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await expect(page.getByText('Your keys will be here.')).toBeVisible()
  expect((await call(key, 'GET', '/analyses', undefined, signed())).status).toBe(401)
})

test('what cannot be a key, a cookie in its place, a body too large: refused in problem+json', async () => {
  for (const authorization of ['', 'Bearer', 'Bearer x', 'Basic eDp5', `Bearer lethe_live_${'a'.repeat(49)}`]) {
    const answer = await fetch(`${addresses().url}/api/v1/analyses`, { headers: { authorization } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    expect(answer.headers.get('ratelimit')).toBeNull()
  }
  expect((await fetch(`${addresses().url}/api/v1/analyses`, { headers: await pageHeaders('alice') })).status).toBe(401)
  const key = await openKey(await newPerson(), SCOPE_NAMES)
  expect((await call(key, 'POST', '/analyses', { text: 'x'.repeat(5 * 1024 * 1024) })).status).toBe(413)
  expect((await call(key, 'POST', '/analyses', '{"text":')).status).toBe(422)
  expect((await call(key, 'POST', '/analyses', { text: 'a', verdict: 'no_action' })).status).toBe(422)
  expect((await call(key, 'GET', '/analyses?tenant=acme')).status).toBe(422)
})

test('after its limit a key is told when to come back', async () => {
  const key = await openKey(await newPerson(), ['analyses:read'])
  const statuses = new Map<number, Response>()
  for (let sent = 0; sent < 640 && !statuses.has(429); sent += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(key, 'GET', '/analyses?limit=1')))
    for (const answer of answers) statuses.set(answer.status, answer)
  }
  const refused = statuses.get(429)
  expect(refused?.headers.get('retry-after')).toMatch(/^\d{1,2}$/)
  expect(refused?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d{1,2}$/)
})

test('the document is OpenAPI 3.1, names every route of the API, and needs no key', async () => {
  const document = (await (await fetch(`${addresses().url}/api/v1/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, Record<string, unknown>>
    components: { schemas: Record<string, unknown> }
  }
  expect(document.openapi).toBe('3.1.1')
  const { listRoutes } = await import('./route-list.ts')
  const expected = listRoutes()
    .filter(({ audience }) => audience === 'key')
    .map(({ path, methods }) => [path.replace(/\[(\w+)\]/g, '{$1}'), methods.map((m) => m.toLowerCase()).sort()])
  const named = Object.entries(document.paths).map(([path, { parameters: _, ...methods }]) => [
    path,
    Object.keys(methods).sort(),
  ])
  expect(named.sort()).toEqual(expected.sort())
  const text = JSON.stringify(document)
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(Object.keys(document.components.schemas)).toContain(name)
})
