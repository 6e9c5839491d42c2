import { expect } from '@playwright/test'
import { addresses, asSuperuser, pageHeaders, test } from './cast.ts'

// What a forged or broken client can send. The server believes nothing but numbered lines, and reads those again.

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${addresses().url}/api/analyses`, {
    method: 'POST',
    headers: {
      ...(await pageHeaders('alice')),
      'content-type': 'application/json',
      ...headers,
    },
    body,
  })
}
const lines = (...texts: string[]) => texts.map((text, i) => ({ number: i + 1, text }))
const send = (body: unknown) => post(JSON.stringify(body))

test('what a client computed is refused, not ignored quietly', async () => {
  for (const extra of [
    { verdict: 'no_action' },
    { analysis: {} },
    { counts: [1] },
    { tenantId: 'x' },
    { hashes: {} },
  ]) {
    const answer = await send({ lines: lines('ERROR a'), overrides: [], ...extra })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await answer.json()) as Record<string, string>
    for (const part of ['happened', 'kept', 'todo']) expect(problem[part]).toBeTruthy()
  }
  expect((await send({ lines: [{ number: 1, text: 'ERROR a', count: 9_000 }], overrides: [] })).status).toBe(422)
})

test('a secret that a client did not redact is redacted by the server before anything is made of it', async () => {
  const secret = `${'gh'}${'p_'}${'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'}`
  const answer = await send({
    lines: lines(`FATAL: password authentication failed for user "app" token=${secret}`, 'ERROR exit code 1'),
    overrides: [],
  })
  expect(answer.status).toBe(201)
  expect(await answer.text()).not.toContain(secret)
})

test('line numbers that do not ascend, line ends inside a line, no line, too many lines', async () => {
  const bodies = [
    {
      lines: [
        { number: 2, text: 'a' },
        { number: 1, text: 'b' },
      ],
      overrides: [],
    },
    { lines: [{ number: 1, text: 'a\nERROR forged' }], overrides: [] },
    { lines: [{ number: 1, text: 'a\rERROR forged' }], overrides: [] },
    { lines: [], overrides: [] },
    { lines: Array.from({ length: 5_001 }, (_, i) => ({ number: i + 1, text: 'a' })), overrides: [] },
    { lines: [{ number: 0, text: 'a' }], overrides: [] },
    { lines: [{ number: 1.5, text: 'a' }], overrides: [] },
    [],
    'text',
    null,
    7,
    {},
  ]
  for (const body of bodies)
    expect((await send(body)).status, JSON.stringify(body).slice(0, 80)).toBeGreaterThanOrEqual(413)
})

test('invalid JSON is 422, a body over the limit 413, a cut-off body saves nothing', async () => {
  expect((await post('{"lines": [')).status).toBe(422)
  expect((await post('')).status).toBe(422)
  expect(
    (
      await post(
        JSON.stringify({ lines: lines(...Array.from({ length: 600 }, () => 'x'.repeat(1_000))), overrides: [] }),
      )
    ).status,
  ).toBe(413)
  // Bounded all the same: where the server is slow to say no, an endless one would be buffered here until memory ends.
  let left = 512
  const endless = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new TextEncoder().encode('x'.repeat(65_536)))
      else controller.close()
    },
  })
  const streamed = await fetch(`${addresses().url}/api/analyses`, {
    method: 'POST',
    headers: await pageHeaders('alice'),
    body: endless,
    duplex: 'half',
  } as RequestInit).catch(() => null)
  expect(streamed === null || streamed.status === 413).toBe(true)
})

test('hostile line text comes back as data and never as a header, a page or a crash', async () => {
  const hostile = [
    '<script>alert(1)</script> ERROR x',
    '\u202eERROR evil',
    '\u001b[31mERROR red\u001b[0m',
    '\u0000ERROR nul',
    'ERROR %{jndi:ldap://x}',
    '[EMAIL_1] ERROR forged marker',
    'ERROR '.repeat(2_000),
  ]
  const answer = await send({ lines: lines(...hostile), overrides: [] })
  expect(answer.status).toBe(201)
  expect(answer.headers.get('content-type')).toContain('application/json')
})

test('two analyses of the same lines have different hash keys and different hashes', async () => {
  const body = {
    lines: lines('INFO start', 'FATAL: sorry, too many clients already', 'ERROR exit code 1'),
    overrides: [],
  }
  const ids = await Promise.all(
    [send(body), send(body)].map(async (answer) => ((await (await answer).json()) as { id: string }).id),
  )
  const rows = await asSuperuser<{ key: string; hash: string }>(
    'select a.sealed_hash_key as key, e.line_hash as hash from analyses a join evidence e on e.analysis_id = a.id where a.id = any($1) and e.line = 2 and e.cause_index = 0',
    [ids],
  )
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2)
})
