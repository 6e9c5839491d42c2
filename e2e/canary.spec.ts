import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { PATHS } from './canary/paths.ts'
import { dumpPlaces, filePlaces, findTraces, storeUncompressed, type Trace, withClient } from './canary/search.ts'
import { type Canary, makeCanaries } from './canary/strings.ts'
import { signIn } from './cast.ts'
import { type Outside, startOutside } from './outside.ts'
import { type Addresses, type Stack, startStack } from './stack.ts'

// The proof behind "processed in memory and never stored": unique strings go through every path, then everything at rest is
// searched for them, in every encoding. Two negative controls show in every run that the search can find what it seeks.

const ROOT = path.dirname(import.meta.dirname)
test.describe.configure({ mode: 'serial' })

let stack: Stack
let outside: Outside
/** The strings of a run are made in it: a file of the build that has not changed since cannot hold them. */
const started = Date.now()
test.beforeAll(async () => {
  outside = await startOutside()
  stack = await startStack('', outside.env)
  await storeUncompressed(stack.addresses.adminUrl)
})
test.afterAll(async () => {
  await stack.stop()
  await outside.stop()
})

/** All tables, the database's files with the write-ahead log, keys, the server's output and temp folder, and the build. */
async function searchEverything(canaries: readonly Canary[], addresses: Addresses): Promise<Trace[]> {
  await withClient(addresses.adminUrl, (client) => client.query('checkpoint'))
  const folders = [addresses.dataDir, addresses.home, addresses.tmp, addresses.log]
  return findTraces(canaries, [
    ...(await dumpPlaces(addresses.adminUrl)),
    ...filePlaces(folders),
    ...filePlaces([path.join(ROOT, '.next')], started),
  ])
}

for (const [name, walk] of Object.entries(PATHS)) {
  test(`${name}: nothing of the log is at rest afterwards, and no secret has left`, async ({ browser }) => {
    const { canaries, log } = makeCanaries()
    const walked = await walk({ log, browser, addresses: stack.addresses, outside })
    const { sent, done, toModel, toChannel } = walked
    expect(done).not.toBe('')
    expect(await searchEverything(canaries, stack.addresses)).toEqual([])
    const secrets = canaries.filter(({ mayLeaveBrowser }) => !mayLeaveBrowser)
    expect(findTraces(secrets, [{ name: 'sent', bytes: Buffer.from(sent) }])).toEqual([])
    const words = canaries.filter(({ mayLeaveBrowser }) => mayLeaveBrowser).map(({ value }) => value)
    // The search was for something that was there: a model is sent the line, a channel and the history are not.
    for (const word of words) {
      if (toModel !== undefined) expect(toModel).toContain(word)
      if (toChannel !== undefined) expect(toChannel).not.toContain(word)
    }
  })
}

test('the line with the marker word is the evidence, so the search was for something that was there', async () => {
  const rows = await withClient(stack.addresses.adminUrl, (client) =>
    client.query<{ template: string }>(
      "select e.template from evidence e join analyses a on a.id = e.analysis_id where e.template like '%Connection is not available%'",
    ),
  )
  expect(rows.rows.length).toBeGreaterThan(0)
})

test('10 MB of incompressible text leave at most 128 KB in the database', async ({ browser }) => {
  const size = () =>
    withClient(stack.addresses.adminUrl, async (client) => {
      await client.query('checkpoint')
      return Number(
        (await client.query<{ size: string }>('select pg_database_size(current_database()) as size')).rows[0]?.size,
      )
    })
  const before = await size()
  const lines = Array.from({ length: 100_000 }, (_, i) => `${i} ERROR ${randomBytes(72).toString('base64')}`)
  const { done } = await (PATHS.paste ?? missing)({
    log: lines.join('\n').slice(0, 10_000_000),
    browser,
    addresses: stack.addresses,
    outside,
  })
  expect(done).not.toBe('')
  expect((await size()) - before).toBeLessThanOrEqual(128 * 1024)
})

test('control: a planted raw column turns the search red', async () => {
  const { canaries, log } = makeCanaries()
  const { adminUrl } = stack.addresses
  await withClient(adminUrl, async (client) => {
    await client.query('alter table analyses add column raw_planted text')
    await client.query('alter table analyses alter column raw_planted set storage external')
    await client.query('update analyses set raw_planted = $1', [log])
  })
  const traces = await searchEverything(canaries, stack.addresses)
  const found = (place: RegExp) =>
    new Set(traces.filter((trace) => place.test(trace.place)).map(({ canary }) => canary))
  expect(found(/^table public\.analyses$/)).toEqual(new Set(canaries.map(({ name }) => name)))
  expect(found(/pg_wal/).size).toBe(canaries.length)
})

test('control: a planted console.log of request bodies turns the search red', async ({ browser }) => {
  const { canaries, log } = makeCanaries()
  const planted = pathToFileURL(path.join(import.meta.dirname, 'canary/log-bodies.mjs')).href
  const leaky = await startStack(`--import ${planted}`)
  try {
    const context = await browser.newContext({ baseURL: leaky.addresses.url })
    await signIn(context, 'alice', leaky.addresses)
    const answer = await context.request.post('/api/analyses', {
      headers: { 'sec-fetch-site': 'same-origin', 'x-lethe-workspace': 'acme' },
      data: { lines: log.split('\n').map((text, i) => ({ number: i + 1, text })), overrides: [] },
    })
    expect(answer.status()).toBe(201)
    await context.close()
    const traces = findTraces(canaries, filePlaces([leaky.addresses.log]))
    expect(new Set(traces.map(({ canary }) => canary))).toEqual(new Set(canaries.map(({ name }) => name)))
  } finally {
    await leaky.stop()
  }
})

test('control: each encoding that is searched is found where it is planted', () => {
  const { canaries } = makeCanaries()
  const [first] = canaries
  if (!first) throw new Error('no canary')
  const forms = [
    Buffer.from(first.value),
    Buffer.from(first.value, 'utf16le'),
    Buffer.from(Buffer.from(first.value).toString('hex')),
    ...[0, 1, 2].map((shift) => Buffer.from(Buffer.from(`${'x'.repeat(shift)}${first.value}yz`).toString('base64'))),
  ]
  for (const bytes of forms) expect(findTraces([first], [{ name: 'planted', bytes }])).not.toEqual([])
})

function missing(): never {
  throw new Error('the paste path has gone')
}
