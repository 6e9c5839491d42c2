import { expect } from '@playwright/test'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { addresses, asSuperuser, newPerson, openSession, test } from './cast.ts'

// The egress monitor: operations while they happen, nothing missed by whoever comes back, and the self-test.

const LINES = [
  {
    number: 7,
    text: '2026-11-20T02:14:20Z ERROR HikariPool-1 - Connection is not available, timed out after 30001ms.',
  },
]

async function someone() {
  const person = await newPerson()
  const { session, device } = await openSession(person)
  const [row] = await asSuperuser<{ slug: string }>(
    'select t.slug from tenants t join memberships m on m.tenant_id = t.id join users u on u.id = m.user_id where u.email = $1',
    [person],
  )
  const headers = {
    cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`,
    ...{ 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'x-lethe-workspace': row?.slug ?? '' },
  }
  const api = (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(addresses().url + path, {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const analyze = async () => {
    const answer = await api('POST', '/api/analyses', { lines: LINES, overrides: [] })
    expect(answer.status).toBe(201)
    return ((await answer.json()) as { id: string }).id
  }
  return { person, api, analyze }
}

interface Heard {
  id: string
  row: { id: string; bytesIn: number; bytesOut: number; textSha256: string; measuredBy: string }
}

/** Reads a stream until `count` operations were heard, then leaves. */
async function hear(answer: Response, count: number): Promise<Heard[]> {
  const heard: Heard[] = []
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of answer.body ?? []) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const [, id, data] = /^id: (\S+)\nevent: operation\ndata: (.*)$/.exec(part) ?? []
      if (id && data) heard.push({ id, row: JSON.parse(data) })
    }
    if (heard.length >= count) break
  }
  return heard
}

test('an operation is told while one looks, and whoever comes back with the last id misses none in between', async () => {
  const { api, analyze } = await someone()
  const stream = await api('GET', '/api/egress')
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.headers.get('cache-control')).toContain('no-store')
  const first = await analyze()
  const [heard] = await hear(stream, 1)
  expect(heard?.row).toMatchObject({ id: first, bytesOut: 0, measuredBy: 'server' })
  expect(heard?.row.textSha256).toMatch(/^[0-9a-f]{64}$/)
  expect(heard?.row.bytesIn).toBe(Buffer.byteLength(LINES[0]?.text ?? ''))

  // Away: two operations happen. Back: both are told.
  const [second, third] = [await analyze(), await analyze()]
  const again = await api('GET', '/api/egress', undefined, { 'last-event-id': heard?.id ?? '' })
  const ids = (await hear(again, 3)).map(({ row }) => row.id)
  expect(ids).toEqual(expect.arrayContaining([second, third]))
  expect(new Set(ids).size).toBe(ids.length)
})

test('another workspace hears nothing of it, whatever it says it heard last', async () => {
  const [mine, theirs] = [await someone(), await someone()]
  const id = await mine.analyze()
  const stream = await theirs.api('GET', '/api/egress?since=2000-01-01T00:00:00.000Z')
  const own = await theirs.analyze()
  const heard = (await hear(stream, 1)).map(({ row }) => row.id)
  expect(heard).toEqual([own])
  expect(heard).not.toContain(id)
})

test('the page shows operations, appends a new one by itself, sums days, and runs the self-test', async ({
  page,
  as,
}) => {
  const { person, api, analyze } = await someone()
  await analyze()
  await as(person)
  await page.goto('/egress')
  const rows = page.locator('section[aria-labelledby=live-title]')
  await expect(page.getByText('Live: new operations appear by themselves.')).toBeVisible()
  await expect(rows.getByRole('link', { name: 'Analysis, paste' })).toHaveCount(1)
  await analyze()
  await expect(rows.getByRole('link', { name: 'Analysis, paste' })).toHaveCount(2)
  await expect(page.getByRole('rowheader', { name: new Date().toISOString().slice(0, 10) })).toBeVisible()

  const policy = { fields: ['badge_no'], allowKeep: { pii: false, custom: false } }
  expect((await api('PUT', '/api/redaction-policy', policy)).status).toBeLessThan(300)
  await page.getByRole('button', { name: 'Run the self-test' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing was found where it may not be.')).toBeVisible()
  await expect(page.getByText('the field badge_no')).toBeVisible()
  await expect(
    page.getByRole('rowheader', { name: 'The request to a model, as its socket would get it' }),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Not examined from here' })).toBeVisible()
  const events = await asSuperuser<{ action: string }>(
    `select e.action from audit_events e join memberships m on m.tenant_id = e.tenant_id join users u on u.id = m.user_id
     where u.email = $1 and e.action = 'workspace.leak_tested'`,
    [person],
  )
  expect(events).toHaveLength(1)
})
