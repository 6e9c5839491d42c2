import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { withClient } from './canary/search.ts'
import type { Script } from './fakes/anthropic.ts'
import { groundedReply } from './fakes/anthropic-replies.ts'
import {
  type Api,
  apiOf,
  OPERATORS_KEY,
  type Outside,
  pastedLines,
  policyOf,
  sendAlert,
  startOutside,
} from './outside.ts'
import { type Stack, startStack } from './stack.ts'

// A model between paste and answer, over HTTP as a page and a sender see it: the stream, the limits, the key, other people.

test.describe.configure({ mode: 'serial' })

let stack: Stack
let outside: Outside
let alice: Api
let bob: Api
let charlie: Api
test.beforeAll(async () => {
  outside = await startOutside()
  stack = await startStack('', outside.env)
  const people = (['alice', 'bob', 'charlie'] as const).map((person) => apiOf(person, stack.addresses))
  ;[alice, bob, charlie] = (await Promise.all(people)) as [Api, Api, Api]
})
test.afterAll(async () => {
  await stack.stop()
  await outside.stop()
})
test.beforeEach(() => {
  outside.anthropic.clear()
  outside.anthropic.requests.length = 0
})

const LOG = [
  '2026-11-20 09:00:01 INFO order 17 accepted',
  '2026-11-20 09:00:02 ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  '2026-11-20 09:00:03 ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
].join('\n')
const KEY = ['sk', 'ant', 'workspace-e2e-key-000002'].join('-')
const slow =
  (delayMs: number): Script =>
  (request) => ({ reply: groundedReply(request.text), delayMs })
const STREAM = { headers: { accept: 'text/event-stream' } }

const listed = async (api: Api) =>
  ((await (await api('GET', '/api/analyses')).json()) as { items: { engine: string }[] }).items

/** Names of events with the time at which each arrived, in milliseconds from the first byte. */
async function readEvents(answer: Response): Promise<{ name: string; data: Record<string, unknown>; atMs: number }[]> {
  const events: { name: string; data: Record<string, unknown>; atMs: number }[] = []
  const decoder = new TextDecoder()
  const begun = Date.now()
  let rest = ''
  for await (const chunk of answer.body ?? []) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? []
      if (name && data) events.push({ name, data: JSON.parse(data), atMs: Date.now() - begun })
    }
  }
  return events
}

test('until somebody of the workspace says so nothing leaves; who may only read can neither see nor say it', async () => {
  expect(await (await alice('GET', '/api/model-policy')).json()).toMatchObject({
    policy: { mode: 'local_only', ownKey: false, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null },
    operatorKey: true,
    used: { tokens: 0, microUsd: 0 },
  })
  expect((await alice('POST', '/api/analyses', pastedLines(LOG))).status).toBe(201)
  expect(outside.anthropic.requests).toHaveLength(0)
  expect((await bob('GET', '/api/model-policy')).status).toBe(403)
  expect((await bob('PUT', '/api/model-policy', policyOf('fast'))).status).toBe(403)
  expect((await bob('PUT', '/api/model-policy/key', { apiKey: KEY })).status).toBe(403)
})

test('an answer comes as a stream: stages as they happen, the exact body, drafts, the result', async () => {
  expect((await alice('PUT', '/api/model-policy', policyOf('fast'))).status).toBe(200)
  outside.anthropic.script(slow(1_500))
  const answer = await alice('POST', '/api/analyses', pastedLines(LOG), STREAM)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  expect(answer.headers.get('content-encoding')).toBeNull()
  const events = await readEvents(answer)
  const names = events.map(({ name, data }) => (name === 'stage' ? data.stage : name))
  expect(names).toEqual(['redacting', 'condensing', 'asking', 'request', 'checking', 'draft', 'storing', 'result'])
  const at = (name: string) => events[names.indexOf(name)]?.atMs ?? 0
  // Nothing on the way held the first events back until the last.
  expect(at('result') - at('asking')).toBeGreaterThan(1_000)
  const sent = events[names.indexOf('request')]?.data
  expect(sent?.body).toBe(outside.anthropic.requests[0]?.body.toString('utf8'))
  const result = events.at(-1)?.data as {
    id: string
    analysis: { engine: string; receipt: { requests: { bodySha256: string }[] } }
  }
  expect(result.analysis.engine).toBe('claude')
  expect(result.analysis.receipt.requests[0]?.bodySha256).toBe(sent?.bodySha256)
  expect((await alice('GET', `/api/analyses/${result.id}`)).status).toBe(200)
})

test('what is wrong before the stream is a plain answer, what goes wrong in it an event', async () => {
  expect((await alice('POST', '/api/analyses', { lines: [] }, STREAM)).status).toBe(422)
  expect((await fetch(`${stack.addresses.url}/api/analyses`, { method: 'POST', ...STREAM })).status).toBe(401)
  const twice = {
    lines: [
      { number: 2, text: 'a' },
      { number: 1, text: 'b' },
    ],
    overrides: [],
  }
  const [, problem] = await readEvents(await alice('POST', '/api/analyses', twice, STREAM))
  expect(problem).toMatchObject({ name: 'problem', data: { status: 422 } })
})

for (const [how, init] of [
  ['as a stream', STREAM],
  ['as one answer', {}],
] as const) {
  test(`an analysis asked for ${how} is finished and stored when its page goes away`, async () => {
    const before = (await listed(alice)).length
    outside.anthropic.script(slow(1_500))
    const leaving = new AbortController()
    const asked = alice('POST', '/api/analyses', pastedLines(LOG), { ...init, signal: leaving.signal })
    const read = asked.then((answer) => answer.text()).catch(() => 'gone')
    await expect.poll(() => outside.anthropic.requests.length).toBe(1)
    leaving.abort()
    expect(await read).toBe('gone')
    await expect.poll(async () => (await listed(alice)).length, { timeout: 15_000 }).toBe(before + 1)
    expect((await listed(alice))[0]?.engine).toBe('claude')
  })
}

test('past the monthly limit the built-in engine answers, and the page says so', async () => {
  expect((await alice('PUT', '/api/model-policy', policyOf('fast', { monthlyTokens: 10 }))).status).toBe(200)
  const { analysis } = (await (await alice('POST', '/api/analyses', pastedLines(LOG))).json()) as {
    analysis: { engine: string; notice: string }
  }
  expect(analysis).toMatchObject({ engine: 'local', notice: expect.stringContaining('monthly limit') })
  expect(outside.anthropic.requests).toHaveLength(0)
  const { used } = (await (await alice('GET', '/api/model-policy')).json()) as { used: { tokens: number } }
  expect(used.tokens).toBeGreaterThan(0)
})

test('a workspace with many analyses under way is asked to come again; another is served meanwhile', async () => {
  await alice('PUT', '/api/model-policy', policyOf('fast'))
  outside.anthropic.script(...Array.from({ length: 40 }, () => slow(4_000)))
  const crowd = Array.from({ length: 48 }, () => alice('POST', '/api/analyses', pastedLines(LOG)))
  await expect.poll(() => outside.anthropic.requests.length, { timeout: 20_000 }).toBeGreaterThan(3)
  const begun = Date.now()
  expect((await charlie('POST', '/api/analyses', pastedLines(LOG))).status).toBe(201)
  expect(Date.now() - begun).toBeLessThan(4_000)
  const answers = await Promise.all(crowd)
  const refused = answers.filter(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(16)
  expect(refused.length).toBeGreaterThan(0)
  expect(answers.every(({ status }) => status === 201 || status === 429)).toBe(true)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('an alert is watched by its workspace as it is analyzed, and is not there for another', async () => {
  outside.anthropic.script(slow(2_500))
  const id = await sendAlert(alice, LOG)
  expect((await charlie('GET', `/api/deliveries/${id}/live`)).status).toBe(404)
  const [hers, his] = await Promise.all(
    [alice, bob].map(async (api) => readEvents(await api('GET', `/api/deliveries/${id}/live`))),
  )
  expect(hers?.map(({ name }) => name)).toEqual(expect.arrayContaining(['stage', 'request', 'draft', 'result']))
  expect(new Set(his?.map(({ name }) => name))).toEqual(new Set(['stage', 'result']))
  expect(JSON.stringify(his)).not.toContain('HikariPool')
})

test('a key is in no answer and no line of the log, also where it was refused', async () => {
  expect((await alice('PUT', '/api/model-policy/key', { apiKey: `${KEY} with blanks` })).status).toBe(422)
  expect((await alice('PUT', '/api/model-policy/key', { apiKey: KEY, note: KEY })).status).toBe(422)
  const set = await alice('PUT', '/api/model-policy/key', { apiKey: KEY })
  expect(await set.json()).toMatchObject({ policy: { ownKey: true } })
  const answers = await Promise.all(
    ['/api/model-policy', '/api/audit', '/settings/redaction', '/analyze', '/api/sources'].map(async (path) =>
      (await alice('GET', path)).text(),
    ),
  )
  for (const said of [...answers, readFileSync(stack.addresses.log, 'utf8')]) {
    for (const key of [KEY, OPERATORS_KEY]) expect(said).not.toContain(key.slice(7))
  }
  expect((await alice('GET', '/api/model-policy/key')).status).toBe(405)
})

test('an address that a key must not go to is refused: local, metadata, not https', async () => {
  for (const baseUrl of [
    'http://169.254.169.254/',
    'https://[fd00::1]/',
    'https://localhost:8080',
    'http://gateway.example',
  ]) {
    const answer = await alice('PUT', '/api/model-policy', policyOf('fast', { baseUrl }))
    expect(answer.status, baseUrl).toBe(422)
  }
  // A name that leads to a local address is only known when it is looked up: then nothing is sent, and the page says so.
  await alice('PUT', '/api/model-policy', policyOf('fast', { baseUrl: 'https://ip6-localhost.localdomain' }))
  await alice('PUT', '/api/model-policy/key', { apiKey: KEY })
  const { analysis } = (await (await alice('POST', '/api/analyses', pastedLines(LOG))).json()) as {
    analysis: { engine: string; notice: string; receipt: { requests: unknown[] } }
  }
  expect(analysis).toMatchObject({ engine: 'local', notice: expect.stringContaining('could not be reached') })
  expect(analysis.receipt.requests).toEqual([])
})

test('no request to a model names a workspace, a person or an id of ours', async () => {
  await withClient(stack.addresses.adminUrl, async (client) => {
    await client.query("update tenants set name = 'Quillfeather Ltd', slug = 'quillfeather' where slug = 'acme'")
    await client.query("update users set name = 'Alice Thistlewood' where email = 'alice@acme.test'")
  })
  await alice('PUT', '/api/model-policy', policyOf('complex'))
  const delivery = await sendAlert(alice, LOG)
  await readEvents(await alice('GET', `/api/deliveries/${delivery}/live`))
  expect((await alice('POST', '/api/analyses', pastedLines(LOG))).status).toBe(201)
  const ours = await withClient(stack.addresses.adminUrl, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id'",
    )
    const ids: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ id: string }>(`select id::text as id from "${name}"`)
      ids.push(...rows.map(({ id }) => id))
    }
    return ids
  })
  expect(ours.length).toBeGreaterThan(20)
  expect(outside.anthropic.requests.length).toBeGreaterThan(3)
  const words = ['quillfeather', 'thistlewood', 'alice', 'acme', 'lethe', '@', 'tenant', stack.addresses.url]
  for (const { method, path, headers, body } of outside.anthropic.requests) {
    const said = `${method} ${path}\n${JSON.stringify({ ...headers, authorization: '' })}\n${body}`.toLowerCase()
    for (const mine of [...ours, ...words]) expect(said.includes(mine), mine).toBe(false)
  }
})
